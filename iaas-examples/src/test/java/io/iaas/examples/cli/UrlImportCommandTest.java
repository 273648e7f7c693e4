package io.iaas.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlImportCommandTest {
    @TempDir
    Path directory;

    @Test
    void placeInsideIsRefusedByTheOperation() {
        Invocation run = Invocation.on(
                directory.resolve("iaas.db"), "image", "import", "x", "--url", "https://127.0.0.1:1/d?token=hidden");

        assertThat(run.code()).isNotZero();
        assertThat(run.err()).contains("'x' cannot be downloaded", "127.0.0.1").doesNotContain("hidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://images.example/d", "ftp://images.example/d", "https://u:p@images.example/d"})
    void urlThatIsNoneToDownloadFromIsWrongUsage(String url) {
        Invocation run = Invocation.on(directory.resolve("iaas.db"), "image", "import", "x", "--url", url);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("URL");
    }

    @Test
    void onlyOneSourceIsTaken() {
        Invocation run = Invocation.on(
                directory.resolve("iaas.db"), "image", "import", "x", "disk.raw", "--url", "https://images.example/d");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("one of FILE, --url and --kernel");
    }
}
