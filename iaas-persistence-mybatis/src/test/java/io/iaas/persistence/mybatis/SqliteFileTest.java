package io.iaas.persistence.mybatis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.error.ErrorCode;
import io.iaas.spi.repository.RepositoryException;
import io.iaas.spi.repository.RepositorySession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteFileTest {
    @TempDir
    private Path directory;

    @Test
    void newFileAndItsDirectoriesAreTheOwnersAlone() throws IOException {
        Path file = directory.resolve("a/b/iaas.db");
        try (MyBatisRepositories repositories = MyBatisRepositories.sqlite(file)) {
            assertThat(repositories.<String>read(RepositorySession::installation))
                    .hasSize(12);
            assertThat(mode(file)).isEqualTo("rw-------");
            assertThat(mode(directory.resolve("a/b/iaas.db-wal"))).isEqualTo("rw-------");
            assertThat(mode(directory.resolve("a"))).isEqualTo("rwx------");
            assertThat(mode(directory.resolve("a/b"))).isEqualTo("rwx------");
        }
    }

    @Test
    void directoryIsRefused() {
        assertRefused(directory, "is a directory");
    }

    @Test
    void fileThatIsNoDatabaseIsRefusedAndNotTouched() throws IOException {
        Path file = Files.writeString(directory.resolve("notes.txt"), "not a database at all");
        assertRefused(file, "is not a SQLite database");
        assertThat(file).hasContent("not a database at all");
    }

    @Test
    void truncatedDatabaseIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("cut.db"), "SQLite format 3\0" + "x".repeat(200));
        assertRefused(file, "");
    }

    @Test
    void parentThatIsAFileIsRefused() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertRefused(file.resolve("iaas.db"), "cannot be opened or created");
    }

    private static void assertRefused(Path file, String words) {
        assertThatThrownBy(() -> MyBatisRepositories.sqlite(file))
                .isInstanceOfSatisfying(
                        RepositoryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_UNUSABLE))
                .hasMessageContaining(file.toString())
                .hasMessageContaining(words);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
