package io.iaas.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A guest that has no address here: QEMU's user-mode network, as a user without rights has it. */
@Tag("guest")
class UserModeIT {
    private static final long SECONDS = 240;

    @TempDir
    private Path directory;

    @Test
    void machineIsReachedThroughALoopbackPortAndNothingOfItIsLeft() throws Exception {
        // QEMU is another user where root runs the test.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        Path log = directory.resolve("run.log");
        ProcessBuilder program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Diaas.throwaway.uri=qemu:///session",
                        "-Diaas.throwaway.leases=" + directory.resolve("leases"),
                        "-Diaas.throwaway.accelerator=tcg",
                        "-Diaas.guests=" + Guests.file(""),
                        "-cp",
                        System.getProperty("java.class.path"),
                        UserModeRun.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        program.environment().put("XDG_DATA_HOME", directory.toString());
        Process run = program.start();
        try {
            assertThat(run.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            run.destroy();
        }

        List<String> said = Files.readAllLines(log, StandardCharsets.UTF_8);
        assertThat(said)
                .contains(
                        "ADDRESS Optional.empty",
                        "LOOPBACK 127.0.0.1",
                        "BANNER SSH-2.0-",
                        "SYSTEM Linux",
                        "RESET false true",
                        "AGAIN throwaway");
        assertThat(run.exitValue()).isZero();
        String installation = said.stream()
                .filter(line -> line.startsWith("RUN "))
                .findFirst()
                .orElseThrow()
                .substring("RUN ".length());
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(Observer.processesWith(installation)).isEmpty());
        assertThat(filesOf(installation)).isEmpty();
    }

    private List<Path> filesOf(String installation) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(file -> file.getFileName().toString().contains(installation))
                    .toList();
        }
    }
}
