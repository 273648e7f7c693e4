package io.iaas.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Quickstart quickstart = new Quickstart(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @TempDir
    private Path directory;

    @Test
    void runsWithoutAnything() throws IOException {
        assertThat(quickstart.run(List.of("--hypervisor", "simulated"))).isZero();

        assertThat(text())
                .contains("Import image", "Create VM", "quickstart   RUNNING", "Delete VM", "Delete image")
                .contains("simulated guest ready")
                .doesNotContain("FAILED");
    }

    @Test
    void tellsWhyAStepFailed() throws IOException {
        byte[] header = new byte[512];
        System.arraycopy("QFI\u00fb".getBytes(StandardCharsets.ISO_8859_1), 0, header, 0, 4);
        Path damaged = Files.write(directory.resolve("damaged.qcow2"), header);

        assertThat(quickstart.run(List.of("--hypervisor", "simulated", "--own-image", damaged.toString())))
                .isOne();

        assertThat(text()).contains("FAILED with IMAGE_REJECTED").doesNotContain("\tat ");
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
