package io.iaas.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Idempotency keys and deadlines, by the command line. */
class SubmitArgumentsTest {
    @TempDir
    private Path directory;

    private Path database;
    private String disk = "";

    @BeforeEach
    void importAnImage() throws IOException {
        database = directory.resolve("test.db");
        disk = Files.write(directory.resolve("disk.raw"), new byte[1 << 20]).toString();
        Invocation.json(database, 0, "image", "import", "blank", disk, "--idempotency-key", "image-1");
    }

    private JsonNode vm(int code, String verb, String name, String... more) {
        String[] args = new String[3 + more.length];
        System.arraycopy(new String[] {"vm", verb, name}, 0, args, 0, 3);
        System.arraycopy(more, 0, args, 3, more.length);
        return Invocation.json(database, code, args);
    }

    private JsonNode operations() {
        return Invocation.json(database, 0, "operation", "list");
    }

    @Test
    void theSameRequestUnderTheSameKeyIsDoneOnce() {
        String[] request = {"--image", "blank", "--flavor", "tiny", "--idempotency-key", "order-17"};
        JsonNode first = vm(0, "create", "web", request);

        assertThat(vm(0, "create", "web", request)).isEqualTo(first);
        assertThat(Invocation.json(database, 0, "image", "import", "blank", disk, "--idempotency-key", "image-1")
                        .path("name")
                        .asString())
                .isEqualTo("blank");
        vm(0, "stop", "web", "--idempotency-key", "stop-1");
        vm(0, "stop", "web", "--idempotency-key", "stop-1");
        assertThat(operations()).hasSize(3);
        assertThat(operations().get(1).path("idempotencyKey").asString()).isEqualTo("order-17");
    }

    @Test
    void aRepeatedDeleteByIdIsTheEarlierOne() {
        String id = vm(0, "create", "web", "--image", "blank", "--flavor", "tiny")
                .path("id")
                .asString();
        JsonNode delete = vm(0, "delete", id, "--idempotency-key", "gone");

        assertThat(vm(0, "delete", id, "--idempotency-key", "gone")).isEqualTo(delete);
    }

    @Test
    void anotherRequestUnderTheKeyIsRefused() {
        vm(0, "create", "web", "--image", "blank", "--flavor", "tiny", "--idempotency-key", "order-17");

        JsonNode error = vm(1, "create", "db", "--image", "blank", "--flavor", "tiny", "--idempotency-key", "order-17")
                .path("error");
        assertThat(error.path("code").asString()).isEqualTo("IDEMPOTENCY_CONFLICT");
    }

    @ParameterizedTest
    @CsvSource({"90s, PT90S", "5m, PT5M", "2h, PT2H", "1d, P1D", "PT5M, PT5M"})
    void aDeadlineIsAsFarAwayAsItSays(String given, Duration meant) {
        vm(0, "create", "web", "--image", "blank", "--flavor", "tiny", "--deadline", given);

        JsonNode create = operations().get(0);
        assertThat(Duration.between(
                        Instant.parse(create.path("createdAt").asString()),
                        Instant.parse(create.path("deadline").asString())))
                .isEqualTo(meant);
    }

    @Test
    void whatMissesItsDeadlineIsUndone() {
        JsonNode error = vm(
                        1,
                        "create",
                        "web",
                        "--image",
                        "blank",
                        "--flavor",
                        "tiny",
                        "--wait",
                        "console:never",
                        "--deadline",
                        "PT0.5S")
                .path("error");

        assertThat(error.path("code").asString()).isEqualTo("DEADLINE_EXCEEDED");
        assertThat(Invocation.json(database, 0, "vm", "list")).isEmpty();
        assertThat(operations().get(0).path("state").asString()).isEqualTo("ROLLED_BACK");
    }
}
