package io.iaas.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What an operator does about an operation that is blocked. */
class BlockedOperationTest {
    private Path database;

    @BeforeEach
    void importAnImage(@TempDir Path directory) throws IOException {
        database = BlankImage.importedIn(directory);
    }

    private Blocked blocked() {
        return new Blocked(database);
    }

    private JsonNode operation(int code, String verb, String id) {
        return Invocation.json(database, code, "operation", verb, id);
    }

    private void createMachine(String name) {
        Invocation.json(database, 0, "vm", "create", name, "--image", "blank", "--flavor", "tiny");
    }

    private String stateOf(String machine) {
        return Invocation.json(database, 0, "vm", "show", machine).path("state").asString();
    }

    @Test
    void showTellsWhatIsLeftAndWhy() {
        String id = blocked().create("web");

        JsonNode operation = operation(0, "show", id);
        assertThat(operation.path("state").asString()).isEqualTo("UNDO_BLOCKED");
        assertThat(operation.path("error").path("step").asString()).isEqualTo("start-domain");
        assertThat(operation.path("error").path("notUndone").valueStream().map(JsonNode::asString))
                .contains("define-domain", "create-disk");
        assertThat(Invocation.on(database, "operation", "show", id).out().lines())
                .anyMatch(line -> line.matches("SEQUENCE +NAME +STATE +RESOURCE"))
                .anyMatch(line -> line.matches("4 +define-domain +UNDO_FAILED +DOMAIN:iaas-.*"))
                .anyMatch(line -> line.startsWith("  NOT undone: "));
    }

    @Test
    void retryUndoesItOnceItsCauseIsGone() {
        String id = blocked().create("web");

        JsonNode operation = operation(1, "retry", id);

        assertThat(operation.path("state").asString()).isEqualTo("ROLLED_BACK");
        assertThat(operation.path("error").path("notUndone")).isEmpty();
        assertThat(Invocation.json(database, 0, "vm", "list")).isEmpty();
        createMachine("web");
    }

    @Test
    void retryOfADeleteFinishesIt() {
        createMachine("web");
        String id = blocked().delete("web");
        assertThat(stateOf("web")).isEqualTo("ERROR");

        assertThat(operation(0, "retry", id).path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(Invocation.json(database, 0, "vm", "list")).isEmpty();
    }

    @Test
    void abandonSaysWhatIsLeftAndTheCommandThatRemovesIt() {
        String id = blocked().create("web");

        Invocation run = Invocation.on(database, "--json", "operation", "abandon", id);

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("\"ABANDONED\"", "UNDO_FAILED");
        assertThat(run.err()).contains("not undone: ", "define-domain");
        String cure = run.err()
                .lines()
                .filter(line -> line.contains(": iaas vm delete "))
                .findFirst()
                .orElseThrow();
        String machine = cure.substring(cure.lastIndexOf(' ') + 1);
        assertThat(Invocation.json(database, 0, "vm", "delete", machine)
                        .path("state")
                        .asString())
                .isEqualTo("SUCCEEDED");
        assertThat(Path.of(database + ".simulated")).content().doesNotContain(machine);
    }

    @Test
    void abandonOfARenameGivesTheMachineBack() {
        createMachine("web");
        String id = blocked().rename("web");
        assertThat(stateOf("web")).isEqualTo("ERROR");

        Invocation run = Invocation.on(database, "operation", "abandon", id);

        assertThat(run.code()).isZero();
        assertThat(run.err()).contains(": iaas vm show ");
        assertThat(stateOf("web")).isEqualTo("RUNNING");
        Invocation.json(database, 0, "vm", "pause", "web");
    }

    @Test
    void whatIsNotBlockedIsNeitherRetriedNorAbandoned() {
        String id = Invocation.json(database, 0, "operation", "list")
                .get(0)
                .path("id")
                .asString();

        assertThat(operation(1, "retry", id).path("error").path("code").asString())
                .isEqualTo("WRONG_STATE");
        assertThat(operation(1, "abandon", id).path("error").path("code").asString())
                .isEqualTo("WRONG_STATE");
    }

    @Test
    void doctorWarnsOfItWithTheCure() {
        String id = blocked().create("web");

        assertThat(Invocation.on(database, "doctor").out())
                .contains("WARNING", id, "vm.create of vm 'web'", "retry", "abandon");
        assertThat(Invocation.on(database, "doctor").code()).isZero();
    }
}
