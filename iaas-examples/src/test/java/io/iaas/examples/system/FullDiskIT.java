package io.iaas.examples.system;

import static io.iaas.examples.system.RealCloud.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.iaas.error.ErrorCode;
import io.iaas.operation.OperationFailedException;
import io.iaas.operation.OperationState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pool on a file system of 8 MiB, which the Linux guest's image does not fit on. Mounting one needs root. */
class FullDiskIT {
    @TempDir
    Path directory;

    private final Path small = Path.of("/var/lib/libvirt/images/iaas-test-full");
    private final String[] asTheDaemonSees = {"nsenter", "--mount", "--target", daemon()};

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        Files.createDirectories(small);
        run("mount", "-t", "tmpfs", "-o", "size=8m,mode=755", "none", small.toString());
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        run("umount", small.toString());
        Files.delete(small);
    }

    @Test
    void imageThatDoesNotFitIsNamedWithItsCauseAndLeavesNothing() throws IOException {
        try (RealCloud cloud = RealCloud.onDirectory(directory, "full", small)) {
            List<String> before = cloud.inventory();

            OperationFailedException failure = catchThrowableOfType(
                    OperationFailedException.class,
                    () -> cloud.iaas
                            .images()
                            .importFile("linux", RealCloud.guest("b/disk.qcow2"))
                            .await(PATIENCE));

            assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_FULL);
            assertThat(failure.operation().state()).isEqualTo(OperationState.ROLLED_BACK);
            assertThat(failure).hasMessageContaining("linux");
            assertThat(cloud.inventory()).isEqualTo(before);
            assertThat(cloud.iaas.images().find("linux")).isEmpty();
        }
    }

    /** A daemon may have a mount namespace of its own. */
    private static String daemon() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").endsWith("/libvirtd"))
                .map(process -> Long.toString(process.pid()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no libvirtd runs"));
    }

    private void run(String... command) throws IOException, InterruptedException {
        List<String> whole =
                Stream.of(asTheDaemonSees, command).flatMap(Stream::of).toList();
        Process process = new ProcessBuilder(whole).inheritIO().start();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(String.join(" ", whole)).isZero();
    }
}
