package io.iaas.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventsCommandTest {
    @TempDir
    private Path directory;

    private Path database;

    @BeforeEach
    void createAMachine() throws IOException {
        database = directory.resolve("test.db");
        Path disk = Files.write(directory.resolve("disk.raw"), new byte[1 << 20]);
        Invocation.json(database, 0, "image", "import", "blank", disk.toString());
        Invocation.json(database, 0, "vm", "create", "web", "--image", "blank", "--flavor", "tiny");
    }

    private static List<String> kinds(JsonNode events) {
        return events.valueStream().map(event -> event.path("kind").asString()).toList();
    }

    @Test
    void eventsAreListedFromANumberUpToALimit() {
        JsonNode all = Invocation.json(database, 0, "events");

        assertThat(kinds(all))
                .containsExactly(
                        "image.available", "operation.settled", "vm.created", "vm.state-changed", "operation.settled");
        String first = all.get(0).path("sequence").asString();
        assertThat(kinds(Invocation.json(database, 0, "events", "--after", first, "--limit", "2")))
                .containsExactly("operation.settled", "vm.created");
        assertThat(all.get(3).path("before").asString()).isEqualTo("CREATING");
        assertThat(all.get(3).path("after").asString()).isEqualTo("RUNNING");
        assertThat(all.get(3).path("target").path("name").asString()).isEqualTo("web");
    }

    @Test
    void followedEventsAreLinesOfTheirOwn() {
        Invocation words = Invocation.on(database, "events", "--follow", "--limit", "5");
        assertThat(words.code()).isZero();
        assertThat(words.out().lines()).hasSize(5).anyMatch(line -> line.contains("vm 'web' CREATING -> RUNNING"));

        Invocation json = Invocation.on(database, "--json", "events", "--follow", "--after", "2", "--limit", "2");
        assertThat(json.out()
                        .lines()
                        .map(line -> JsonMapper.builder().build().readTree(line))
                        .map(event -> event.path("kind").asString()))
                .containsExactly("vm.created", "vm.state-changed");
    }

    @Test
    void numberThatNeverWasIsRefused() {
        JsonNode error = Invocation.json(database, 2, "events", "--after", "99");

        assertThat(error.path("error").path("code").asString()).isEqualTo("INVALID_INPUT");
        assertThat(Invocation.on(database, "events", "--limit", "0").code()).isEqualTo(2);
    }
}
