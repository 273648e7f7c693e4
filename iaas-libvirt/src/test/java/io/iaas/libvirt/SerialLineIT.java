package io.iaas.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iaas.error.ErrorCode;
import io.iaas.image.DiskFormat;
import io.iaas.image.Firmware;
import io.iaas.spi.hypervisor.Boot;
import io.iaas.spi.hypervisor.DiskAttachment;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.SerialLine;
import io.iaas.spi.hypervisor.VolumeName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lines to one console that many want at once: handles are native, and a mistake would take the JVM with it. */
class SerialLineIT {
    private static final int ROUNDS = 40;
    private static final Duration A_MOMENT = Duration.ofMillis(2);
    private static final Set<ErrorCode> CUT_OFF =
            EnumSet.of(ErrorCode.WRONG_STATE, ErrorCode.IN_USE, ErrorCode.HYPERVISOR_REFUSED);

    private final LibvirtHypervisor hypervisor = TestHost.qemu().build();
    private final Machine machine = new Machine(hypervisor);

    @AfterEach
    void leaveNothing() {
        machine.close();
        hypervisor.release();
        hypervisor.close();
    }

    @Test
    void linesThatCutEachOtherOffLeaveNothingBehind() throws Exception {
        VolumeName disk = machine.volume("disk0", TestHost.rawGuest("d/disk.qcow2"));
        machine.start(16, new Boot.Disk(Firmware.BIOS), new DiskAttachment(disk, DiskFormat.RAW, false));
        use(true);
        long before = openFiles();

        List<CompletableFuture<Void>> users = Stream.of(true, true, false, true)
                .map(takeOver -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < ROUNDS; i++) {
                        use(takeOver);
                    }
                }))
                .toList();
        CompletableFuture.allOf(users.toArray(CompletableFuture<?>[]::new))
                .get(TestHost.PATIENCE.toSeconds(), TimeUnit.SECONDS);

        await().atMost(TestHost.PATIENCE).untilAsserted(() -> assertThat(openFiles()).isLessThanOrEqualTo(before + 2));
        try (SerialLine line = hypervisor.serialConsoles().open(machine.ref(), false)) {
            line.write("*".getBytes(StandardCharsets.US_ASCII));
            StringBuilder read = new StringBuilder();
            await().atMost(TestHost.PATIENCE).until(() -> {
                read.append(new String(line.read(Duration.ofMillis(100)), StandardCharsets.ISO_8859_1));
                return read.indexOf("*") >= 0;
            });
        }
    }

    private void use(boolean takeOver) {
        CompletableFuture<Void> writer = CompletableFuture.completedFuture(null);
        try (SerialLine line = hypervisor.serialConsoles().open(machine.ref(), takeOver)) {
            writer = CompletableFuture.runAsync(() -> write(line));
            line.read(A_MOMENT);
        } catch (HypervisorException e) {
            assertThat(e.code()).isIn(CUT_OFF);
        }
        writer.join();
    }

    private static void write(SerialLine line) {
        try {
            for (int i = 0; i < ROUNDS; i++) {
                line.write(new byte[] {'a'});
            }
        } catch (HypervisorException e) {
            assertThat(e.code()).isIn(CUT_OFF);
        }
    }

    private static long openFiles() {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
