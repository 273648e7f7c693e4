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
import tools.jackson.databind.JsonNode;

class VmLeaseCommandTest {
    @TempDir
    private Path directory;

    private Path database;

    @BeforeEach
    void importAnImage() throws IOException {
        database = directory.resolve("test.db");
        Path disk = Files.write(directory.resolve("disk.raw"), new byte[1 << 20]);
        assertThat(Invocation.on(database, "image", "import", "blank", disk.toString())
                        .code())
                .isZero();
    }

    private JsonNode create(String name, String lease) {
        return Invocation.json(
                database, 0, "vm", "create", name, "--image", "blank", "--flavor", "tiny", "--expires-in", lease);
    }

    private static Instant end(JsonNode vm) {
        return Instant.parse(vm.path("expiresAt").asString());
    }

    private static void assertIsIn(Duration time, JsonNode vm) {
        assertThat(Duration.between(Instant.now(), end(vm))).isBetween(time.minusMinutes(1), time);
    }

    @Test
    void leaseIsGivenRenewedAndTakenAway() {
        assertIsIn(Duration.ofHours(2), create("web", "2h"));
        assertIsIn(Duration.ofDays(1), Invocation.json(database, 0, "vm", "renew", "web", "1d"));
        assertIsIn(Duration.ofDays(1), Invocation.json(database, 0, "vm", "show", "web"));

        JsonNode kept = Invocation.json(database, 0, "vm", "keep", "web");

        assertThat(kept.path("expiresAt").isNull()).isTrue();
        assertThat(Invocation.on(database, "vm", "list").out()).contains("EXPIRES AT");
    }

    @Test
    void listIsNarrowedToWhatExpiresSoon() {
        create("soon", "1h");
        create("late", "3h");

        assertThat(Invocation.json(database, 0, "vm", "list", "--expiring-within", "2h")
                        .valueStream()
                        .map(vm -> vm.path("name").asString()))
                .containsExactly("soon");
    }

    @Test
    void machineWhoseLeaseHasEndedIsDeletedByWhicheverCommandWorks() {
        create("web", "1h");
        JsonNode renewed = Invocation.json(database, 0, "vm", "renew", "web", "PT0.001S");
        assertThat(end(renewed)).isBefore(Instant.now().plusSeconds(60));

        create("other", "1h");

        assertThat(Invocation.json(database, 0, "vm", "list")
                        .valueStream()
                        .map(vm -> vm.path("name").asString()))
                .containsExactly("other");
        assertThat(Invocation.json(database, 0, "audit", "list", "--action", "vm.delete")
                        .valueStream()
                        .map(entry -> entry.path("actor").asString()))
                .containsOnly("(lease)");
    }

    @Test
    void lengthThatIsNoneIsRefused() {
        create("web", "1h");

        assertThat(Invocation.on(database, "vm", "renew", "web", "soon").code()).isEqualTo(2);
        assertThat(Invocation.on(database, "vm", "renew", "web", "0s").err()).contains("lease of VM 'web'");
        assertThat(Invocation.on(database, "vm", "renew", "absent", "1h").code())
                .isNotZero();
    }
}
