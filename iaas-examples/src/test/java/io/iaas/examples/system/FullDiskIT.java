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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pool on a file system of 8 MiB, which the Linux guest's image does not fit on. */
class FullDiskIT {
    @TempDir
    Path directory;

    private final Path small = Path.of("/var/lib/libvirt/images/iaas-test-full");

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
            List<Path> before = cloud.files();

            OperationFailedException failure = catchThrowableOfType(
                    OperationFailedException.class,
                    () -> cloud.iaas
                            .images()
                            .importFile("linux", RealCloud.guest("b/disk.qcow2"))
                            .await(PATIENCE));

            assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_FULL);
            assertThat(failure.operation().state()).isEqualTo(OperationState.ROLLED_BACK);
            assertThat(failure).hasMessageContaining("linux");
            assertThat(cloud.files()).isEqualTo(before);
            assertThat(cloud.iaas.images().find("linux")).isEmpty();
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
    }
}
