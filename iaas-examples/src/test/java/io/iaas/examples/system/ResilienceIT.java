package io.iaas.examples.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.iaas.error.ErrorCode;
import io.iaas.host.Finding;
import io.iaas.libvirt.LibvirtHypervisor;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.HypervisorException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of calls when the daemon freezes, dies or never was one. */
class ResilienceIT {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    /** The limit, and what a busy machine needs to notice. */
    private static final Duration LIMIT_WITH_MARGIN = LIMIT.plusSeconds(2);

    @TempDir
    Path directory;

    @Test
    void callOnAFrozenDaemonEndsWithinTheLimitAndLaterOnesWork() {
        try (PrivateDaemon daemon = new PrivateDaemon(directory);
                Hypervisor hypervisor = host(daemon.testUri())) {
            assertThat(hypervisor.domains().states()).isNotEmpty();
            daemon.freeze();

            assertFails(ErrorCode.HYPERVISOR_TIMEOUT, () -> hypervisor.domains().states());

            daemon.thaw();
            assertThat(hypervisor.domains().states()).isNotEmpty();
        }
    }

    @Test
    void lookAfterARestartOfTheDaemonWorksAtOnce() {
        try (PrivateDaemon daemon = new PrivateDaemon(directory);
                Hypervisor hypervisor = host(daemon.testUri())) {
            assertThat(hypervisor.domains().states()).isNotEmpty();

            daemon.kill();
            daemon.start();

            assertThat(hypervisor.domains().states()).isNotEmpty();
        }
    }

    @Test
    void callWithoutADaemonNamesTheHostAndWorksWhenItIsBack() {
        try (PrivateDaemon daemon = new PrivateDaemon(directory);
                Hypervisor hypervisor = host(daemon.testUri())) {
            daemon.kill();

            HypervisorException error = assertFails(
                    ErrorCode.HYPERVISOR_UNAVAILABLE, () -> hypervisor.domains().states());
            assertThat(error).hasMessageContaining(daemon.testUri());
            assertThat(error.driverError()).isPresent();
            assertThat(hypervisor.diagnose()).singleElement().satisfies(finding -> {
                assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
                assertThat(finding.cure()).contains("systemctl start libvirtd");
            });

            daemon.start();
            assertThat(hypervisor.domains().states()).isNotEmpty();
        }
    }

    @Test
    void unixSocketThatAnswersNothingCostsTheLimitAndThenNothing() throws IOException {
        Path socket = directory.resolve("mute");
        try (ServerSocketChannel mute = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            mute.bind(UnixDomainSocketAddress.of(socket));
            try (Hypervisor hypervisor = host("test+unix:///default?socket=" + socket)) {
                for (int i = 0; i < 3; i++) {
                    assertFails(
                            ErrorCode.HYPERVISOR_TIMEOUT,
                            () -> hypervisor.domains().states());
                }

                assertFails(
                        ErrorCode.HYPERVISOR_UNAVAILABLE,
                        () -> hypervisor.domains().states());
            }
        }
    }

    @Test
    void tcpPortThatAnswersNothingCostsTheLimit() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Hypervisor hypervisor = LibvirtHypervisor.builder(
                                "qemu+tcp://127.0.0.1:" + mute.getLocalPort() + "/system")
                        .allowUnencryptedTcp()
                        .callLimit(LIMIT)
                        .build()) {
            assertFails(ErrorCode.HYPERVISOR_TIMEOUT, hypervisor::describe);
        }
    }

    @Test
    void closedDriverLeavesNoFileDescriptor() {
        try (PrivateDaemon daemon = new PrivateDaemon(directory)) {
            useAndClose(daemon.testUri());
            long before = descriptors();

            for (int i = 0; i < 20; i++) {
                useAndClose(daemon.testUri());
            }

            Awaitility.await()
                    .atMost(LIMIT_WITH_MARGIN)
                    .untilAsserted(() -> assertThat(descriptors()).isLessThanOrEqualTo(before));
        }
    }

    private static void useAndClose(String uri) {
        try (Hypervisor hypervisor = host(uri)) {
            hypervisor.domains().states();
            hypervisor.volumes().list();
        }
    }

    private static long descriptors() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Hypervisor host(String uri) {
        return LibvirtHypervisor.builder(uri).callLimit(LIMIT).build();
    }

    private static HypervisorException assertFails(ErrorCode code, ThrowingCallable call) {
        long start = System.nanoTime();
        HypervisorException error = catchThrowableOfType(HypervisorException.class, call);
        assertThat(error).isNotNull();
        assertThat(error.code()).as(error.toString()).isEqualTo(code);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT_WITH_MARGIN);
        return error;
    }
}
