package io.iaas.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.persistence.mybatis.MyBatisRepositories;
import io.iaas.spi.repository.RepositorySession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A database that the command line of the previous version wrote, with its simulated host: machines that run, are
 * stopped, were kept after a wait in vain and were deleted, a create that was rolled back, and the create of
 * {@code half}, whose process was killed while it waited for its guest.
 */
class PreviousVersionTest {
    private static final String RESOURCES = "/io/iaas/examples/previous/";

    @TempDir
    private Path directory;

    private Path database;

    @BeforeEach
    void copyTheDatabaseAndItsHost() throws IOException {
        database = copy("v1.db");
        copy("v1.db.simulated");
    }

    private Path copy(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(PreviousVersionTest.class.getResourceAsStream(RESOURCES + name))) {
            Path file = directory.resolve(name);
            Files.copy(in, file);
            return file;
        }
    }

    private void openAndClose() {
        try (MyBatisRepositories repositories = MyBatisRepositories.sqlite(database)) {
            assertThat(repositories.read(RepositorySession::installation)).isEqualTo("c6b39243c653");
        }
    }

    @Test
    void openingKeepsEveryRow() throws SQLException {
        Map<String, List<String>> tables = Rows.tables(database);
        tables.remove("iaas_schema");
        Map<String, List<List<String>>> before = Rows.of(database, tables);
        assertThat(before.get("iaas_operation")).hasSize(9);

        openAndClose();

        assertThat(Rows.of(database, tables)).isEqualTo(before);
        assertThat(Rows.query(database, "PRAGMA foreign_key_check")).isEmpty();
        assertThat(Rows.query(database, "PRAGMA integrity_check")).containsExactly(List.of("ok"));
        assertThat(Rows.tables(database).keySet()).noneMatch(table -> table.endsWith("_new"));
        assertThat(Rows.query(database, "SELECT version FROM iaas_schema ORDER BY version"))
                .hasSizeGreaterThan(1)
                .startsWith(List.of("1"));
    }

    @Test
    void childrenFollowTheirParentsAsBefore() throws SQLException {
        openAndClose();

        Rows.change(
                database,
                "PRAGMA foreign_keys = ON; DELETE FROM iaas_operation; DELETE FROM iaas_image; DELETE FROM iaas_vm");

        for (String child : List.of("iaas_operation_input", "iaas_step", "iaas_image_file", "iaas_nic")) {
            assertThat(Rows.query(database, "SELECT * FROM " + child)).as(child).isEmpty();
        }
    }

    @Test
    void openingAgainChangesNothing() throws SQLException {
        openAndClose();
        Map<String, List<List<String>>> first = Rows.of(database, Rows.tables(database));

        openAndClose();

        assertThat(Rows.of(database, Rows.tables(database))).isEqualTo(first);
    }

    @Test
    void whatThePreviousVersionBeganIsFinishedAndRemovedByThisOne() throws SQLException, IOException {
        openAndClose();
        // The clock of the machine that wrote it may have been ahead of this one's.
        Rows.change(database, "UPDATE iaas_operation SET lease_until = 0, next_at = 0 WHERE state = 'RUNNING'");
        String half = Invocation.json(database, 0, "operation", "list", "--state", "running")
                .get(0)
                .path("id")
                .asString();

        Invocation.json(database, 0, "operation", "cancel", half);
        assertThat(Invocation.json(database, 1, "operation", "wait", half)
                        .path("state")
                        .asString())
                .isEqualTo("ROLLED_BACK");
        assertThat(Rows.query(database, "SELECT epoch FROM iaas_operation WHERE id = '" + half + "'"))
                .containsExactly(List.of("2"));
        assertThat(Invocation.json(database, 0, "vm", "stop", "web")
                        .path("state")
                        .asString())
                .isEqualTo("STOPPED");
        for (String machine : List.of("web", "db", "kept")) {
            Invocation.json(database, 0, "vm", "delete", machine);
        }
        Invocation.json(database, 0, "image", "delete", "tiny-image");

        assertThat(Invocation.json(database, 0, "vm", "list")).isEmpty();
        JsonNode host = JsonMapper.shared().readTree(Files.readString(directory.resolve("v1.db.simulated")));
        for (String part : List.of("volumes", "consoles", "domains")) {
            assertThat(host.get(part)).as(part).isEmpty();
        }
        assertThat(Rows.query(database, "SELECT DISTINCT state FROM iaas_resource"))
                .containsExactly(List.of("ABSENT"));
    }
}
