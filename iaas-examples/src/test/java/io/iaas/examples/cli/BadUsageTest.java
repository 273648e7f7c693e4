package io.iaas.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class BadUsageTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "vm",
                "vm nonsense",
                "vm create",
                "vm create a --image i",
                "vm create a --image i --flavor f --wait sometime",
                "vm create a --image i --flavor f --wait port:0",
                "vm create a --image i --flavor f --wait console:(",
                "vm create a --image i --flavor f --label novalue",
                "vm create a --image i --flavor f --wait-limit 0 --wait address",
                "vm list --state sideways",
                "vm show",
                "vm console-log",
                "image import a",
                "image import a b --kernel c --initrd d",
                "image import a --kernel c",
                "image import a b --format vmdk",
                "image import a b --sha256 12",
                "flavor create a",
                "flavor create a --memory-mib 0",
                "flavor create a --memory-mib 99999999",
                "flavor create a --memory-mib many",
                "flavor create a --memory-mib 128 --vcpus 0",
                "flavor create a --memory-mib 128 --disk-gib -1",
                "operation show",
                "operation wait no-uuid",
                "operation cancel",
                "operation cancel no-uuid",
                "operation retry no-uuid",
                "operation abandon no-uuid",
                "operation list --state sideways",
                "operation list --target no-uuid",
                "vm create a --image i --flavor f --deadline soon",
                "vm create a --image i --flavor f --deadline 5",
                "vm create a --image i --flavor f --deadline 0s",
                "vm create a --image i --flavor f --deadline -PT5M",
                "vm create a --image i --flavor f --deadline 366d",
                "vm stop a --deadline 999999999999h",
                "vm start a --idempotency-key ä",
                "image delete a --idempotency-key=",
                "reconcile --repair --reap",
                "reconcile --grace 5m",
                "reconcile --reap --grace soon",
                "reconcile --reap --grace PT-5M",
                "--nonsense doctor",
            })
    void isTwoWithWordsOnStderr(String line) {
        Invocation run = Invocation.on(directory.resolve("a.db"), line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(run.code()).as(run.toString()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isNotBlank().doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a\nb", "-rf", "ä", "", "a b", "."})
    void hostileNamesAreRefused(String name) {
        JsonNode error = Invocation.json(
                        directory.resolve("a.db"), 2, "vm", "create", "--image=i", "--flavor=tiny", "--", name)
                .path("error");

        assertThat(error.path("code").asString()).isEqualTo("INVALID_INPUT");
        assertThat(error.path("message").asString()).doesNotContain("\n");
    }

    @Test
    void aVeryLongNameIsRefusedEverywhere() {
        String name = "x".repeat(300);
        Path database = directory.resolve("a.db");

        assertThat(Invocation.on(database, "vm", "show", name).code()).isEqualTo(2);
        assertThat(Invocation.on(database, "vm", "delete", name).code()).isEqualTo(2);
        assertThat(Invocation.on(database, "image", "show", name).code()).isEqualTo(2);
        assertThat(Invocation.on(database, "flavor", "delete", name).code()).isEqualTo(2);
        assertThat(Invocation.on(database, "flavor", "create", name, "--memory-mib", "64")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void jsonIsOneDocumentForBadUsageToo() {
        JsonNode document = Invocation.json(directory.resolve("a.db"), 2, "vm", "create", "a");

        assertThat(document.path("error").path("message").asString())
                .contains("--image")
                .contains("--flavor");
    }

    @Test
    void helpIsNoError() {
        for (String command :
                new String[] {"--help", "vm --help", "vm create --help", "image import --help", "--version"}) {
            Invocation run = Invocation.of(command.split(" "));
            assertThat(run.code()).isZero();
            assertThat(run.out()).isNotBlank();
            assertThat(run.err()).isEmpty();
        }
    }
}
