package io.iaas.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramLogTest {
    @TempDir
    private Path directory;

    private ProgramLog logs;

    @BeforeEach
    void write() throws IOException {
        Path inner = Files.createDirectory(directory.resolve("qemu"));
        Files.writeString(inner.resolve("web.log"), "begun\nended\n");
        Files.writeString(directory.resolve("other.log"), "of somebody else");
        logs = new ProgramLog(Optional.of(inner));
    }

    @Test
    void endOfTheLogIsRead() {
        assertThat(logs.tail("web", 100)).contains("begun\nended\n");
        assertThat(logs.tail("web", 6)).contains("ended\n");
        assertThat(logs.tail("web", 0)).contains("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent", "../other", "/etc/passwd", "", ".", "web\0"})
    void whatIsNotThereOrNoNameIsNothing(String name) {
        assertThat(logs.tail(name, 100)).isEmpty();
    }

    @Test
    void hostThatIsNotThisMachineHasNone() {
        assertThat(ProgramLog.of(ConnectionUri.parse("qemu+ssh://host/system", false))
                        .tail("web", 100))
                .isEmpty();
    }
}
