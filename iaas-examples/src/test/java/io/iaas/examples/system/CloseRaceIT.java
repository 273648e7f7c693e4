package io.iaas.examples.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloseRaceIT {
    @TempDir
    Path directory;

    @Test
    void jvmSurvivesCallsThatRaceWithCloseAndGarbageCollection() throws IOException, InterruptedException {
        try (PrivateDaemon daemon = new PrivateDaemon(directory)) {
            Process jvm = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "-XX:ErrorFile=" + directory.resolve("hs_err"),
                            CloseRace.class.getName(),
                            daemon.testUri())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(jvm.exitValue()).as(output).isZero();
            assertThat(output).endsWith("survived\n");
        }
    }
}
