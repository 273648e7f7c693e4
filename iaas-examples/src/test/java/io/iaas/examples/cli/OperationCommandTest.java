package io.iaas.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.Iaas;
import io.iaas.compute.VmSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class OperationCommandTest {
    private Path database;

    @BeforeEach
    void importAnImage(@TempDir Path directory) throws IOException {
        database = BlankImage.importedIn(directory);
    }

    /** Records a create that nobody runs. */
    private String queuedCreate(String name) {
        Place place = new Place(Optional.of(database), Place.SIMULATED, Optional.empty());
        try (Iaas iaas = Iaas.builder()
                .repositories(place.openRepositories())
                .hypervisor(place.openHost())
                .workers(0)
                .build()) {
            return iaas.compute()
                    .create(VmSpec.named(name).image("blank").flavor("tiny").build())
                    .id()
                    .toString();
        }
    }

    private JsonNode list(String... filters) {
        String[] args = new String[2 + filters.length];
        System.arraycopy(new String[] {"operation", "list"}, 0, args, 0, 2);
        System.arraycopy(filters, 0, args, 2, filters.length);
        return Invocation.json(database, 0, args);
    }

    @Test
    void listFiltersByStateAndTarget() {
        String queued = queuedCreate("web");
        String image = Invocation.json(database, 0, "image", "show", "blank")
                .path("id")
                .asString();

        assertThat(list("--state", "queued"))
                .singleElement()
                .satisfies(each -> assertThat(each.path("id").asString()).isEqualTo(queued));
        assertThat(list("--target", image))
                .singleElement()
                .satisfies(each -> assertThat(each.path("kind").asString()).isEqualTo("image.import"));
        assertThat(list("--target", image, "--state", "QUEUED")).isEmpty();
        assertThat(list()).hasSize(2);
    }

    @Test
    void cancelOfAQueuedOperationEndsItAtOnce() {
        String id = queuedCreate("web");

        JsonNode operation = Invocation.json(database, 0, "operation", "cancel", id);

        assertThat(operation.path("state").asString()).isEqualTo("ROLLED_BACK");
        assertThat(operation.path("cancelRequestedAt").isString()).isTrue();
        assertThat(operation.path("error").path("code").asString()).isEqualTo("CANCELLED");
        assertThat(Invocation.json(database, 0, "vm", "list")).isEmpty();
    }

    @Test
    void whatHasEndedIsNotCancelled() {
        String id = list().get(0).path("id").asString();

        Invocation run = Invocation.on(database, "operation", "cancel", id);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("SUCCEEDED");
        assertThat(run.err()).contains("not cancelled");
    }

    @Test
    void aFailureIsToldInWords() {
        Invocation create = Invocation.on(
                database,
                "vm",
                "create",
                "web",
                "--image",
                "blank",
                "--flavor",
                "tiny",
                "--wait",
                "console:never",
                "--wait-limit",
                "1");
        assertThat(create.code()).isEqualTo(1);
        String id = list().get(0).path("id").asString();

        Invocation shown = Invocation.on(database, "operation", "show", id);

        assertThat(shown.out()).contains("error: ", "[WAIT_TIMEOUT]");
        assertThat(shown.out().lines()).noneMatch(line -> line.startsWith("error  "));
    }
}
