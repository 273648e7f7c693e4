package io.iaas.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The audit trail, by the command line. */
class AuditCommandTest {
    @TempDir
    private Path directory;

    private Path database;

    @BeforeEach
    void changeWhatIsInTwoProjects() {
        database = directory.resolve("test.db");
        json("flavor", "create", "mine", "--memory-mib", "64");
        json("project", "create", "shop");
        json("--project", "shop", "flavor", "create", "theirs", "--memory-mib", "64");
    }

    @Test
    void entriesOfTheProjectAreListedTheNewestFirst() {
        Invocation.json(database, 1, "flavor", "create", "mine", "--memory-mib", "64");

        JsonNode entries = json("audit", "list");

        assertThat(values(entries, "action")).containsExactly("flavor.create", "flavor.create");
        assertThat(values(entries, "outcome")).containsExactly("FAILED", "SUCCEEDED");
        assertThat(values(entries, "resource")).containsExactly("flavor 'mine'", "flavor 'mine'");
        assertThat(entries.get(0).path("error").asString()).isEqualTo("NAME_TAKEN");
        assertThat(entries.get(0).path("actor").asString()).isEqualTo("(host application)");
    }

    @Test
    void filtersNarrowWhatIsListed() {
        JsonNode project = json("audit", "list", "--everywhere", "--action", "project.create");
        String shop = project.get(0).path("resourceId").asString();

        assertThat(values(json("audit", "list", "--everywhere"), "action"))
                .containsExactly("flavor.create", "project.create", "flavor.create");
        assertThat(values(json("audit", "list", "--everywhere", "--resource", shop), "action"))
                .containsExactly("project.create");
        assertThat(values(json("--project", "shop", "audit", "list"), "resource"))
                .containsExactly("flavor 'theirs'");
        assertThat(json("audit", "list", "--until", "2020-01-01T00:00:00Z")).isEmpty();
        assertThat(json("audit", "list", "--from", "2020-01-01T00:00:00Z")).hasSize(1);
        assertThat(json("audit", "list", "--everywhere", "--limit", "2")).hasSize(2);
    }

    private JsonNode json(String... args) {
        return Invocation.json(database, 0, args);
    }

    private static List<String> values(JsonNode entries, String field) {
        return entries.valueStream().map(entry -> entry.path(field).asString()).toList();
    }
}
