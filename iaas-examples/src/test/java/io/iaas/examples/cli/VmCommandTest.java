package io.iaas.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class VmCommandTest {
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

    private JsonNode create(String name, String... more) {
        String[] args = new String[7 + more.length];
        System.arraycopy(new String[] {"vm", "create", name, "--image", "blank", "--flavor", "tiny"}, 0, args, 0, 7);
        System.arraycopy(more, 0, args, 7, more.length);
        return Invocation.json(database, 0, args);
    }

    @Test
    void createPrintsTheMachine() {
        JsonNode vm = create("web", "--label", "tier=front");

        assertThat(vm.propertyNames())
                .contains(
                        "id",
                        "name",
                        "state",
                        "image",
                        "flavor",
                        "host",
                        "addresses",
                        "createdAt",
                        "memoryMib",
                        "diskGib");
        assertThat(vm.path("name").asString()).isEqualTo("web");
        assertThat(vm.path("state").asString()).isEqualTo("RUNNING");
        assertThat(vm.path("image").asString()).isEqualTo("blank");
        assertThat(vm.path("flavor").asString()).isEqualTo("tiny");
        assertThat(vm.path("addresses").isArray()).isTrue();
        assertThat(vm.path("labels").path("tier").asString()).isEqualTo("front");
        assertThat(Instant.parse(vm.path("createdAt").asString()))
                .isBefore(Instant.now().plusSeconds(60));
    }

    @Test
    void aMachineLivesThroughSeveralCommands() {
        create("web");

        assertThat(state("show", "web")).isEqualTo("RUNNING");
        assertThat(state("pause", "web")).isEqualTo("PAUSED");
        assertThat(state("resume", "web")).isEqualTo("RUNNING");
        assertThat(state("reboot", "web")).isEqualTo("RUNNING");
        assertThat(state("stop", "web")).isEqualTo("STOPPED");
        assertThat(state("start", "web")).isEqualTo("RUNNING");
        assertThat(state("force-stop", "web")).isEqualTo("STOPPED");
        JsonNode delete = Invocation.json(database, 0, "vm", "delete", "web");
        assertThat(delete.path("kind").asString()).isEqualTo("vm.delete");
        assertThat(delete.path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(Invocation.json(database, 0, "vm", "list")).isEmpty();
    }

    private String state(String verb, String name) {
        return Invocation.json(database, 0, "vm", verb, name).path("state").asString();
    }

    @Test
    void aMachineIsFoundByItsIdToo() {
        String id = create("web").path("id").asString();

        assertThat(Invocation.json(database, 0, "vm", "show", id).path("name").asString())
                .isEqualTo("web");
    }

    @Test
    void listFiltersByLabelAndState() {
        create("one", "--label", "tier=front");
        create("two", "--label", "tier=back");
        Invocation.json(database, 0, "vm", "force-stop", "two");

        assertThat(names("--label", "tier=back")).containsExactly("two");
        assertThat(names("--state", "running")).containsExactly("one");
        assertThat(names()).containsExactly("one", "two");
    }

    private java.util.List<String> names(String... filters) {
        String[] args = new String[2 + filters.length];
        args[0] = "vm";
        args[1] = "list";
        System.arraycopy(filters, 0, args, 2, filters.length);
        return Invocation.json(database, 0, args)
                .valueStream()
                .map(vm -> vm.path("name").asString())
                .toList();
    }

    @Test
    void listIsATableForPeople() {
        create("web");

        assertThat(Invocation.on(database, "vm", "list").out().lines())
                .satisfiesExactly(
                        header -> assertThat(header).startsWith("NAME  STATE"),
                        row -> assertThat(row).startsWith("web   RUNNING"));
    }

    @Test
    void consoleLogIsTextOrJson() {
        create("web");

        assertThat(Invocation.on(database, "vm", "console-log", "web").code()).isZero();
        JsonNode log = Invocation.json(database, 0, "vm", "console-log", "web");
        assertThat(log.path("name").asString()).isEqualTo("web");
        assertThat(log.path("text").isString()).isTrue();
    }

    @Test
    void commandInTheGuestEndsThisOneWithItsExitCode() {
        create("web");

        assertThat(Invocation.on(database, "vm", "exec", "web", "--", "echo", "hello", "--you")
                        .out())
                .isEqualTo("hello --you\n");
        assertThat(Invocation.on(database, "vm", "exec", "web", "--", "false").code())
                .isEqualTo(1);
        Invocation missing = Invocation.on(database, "vm", "exec", "web", "--", "cat", "/nothing");
        assertThat(missing.out()).isEmpty();
        assertThat(missing.err()).contains("/nothing");
        assertThat(Invocation.json(database, 1, "vm", "exec", "web", "false")
                        .path("exitCode")
                        .asInt())
                .isEqualTo(1);
        for (String[] notRun : List.of(
                new String[] {"vm", "exec", "web", "--", "no-such-program"},
                new String[] {"vm", "exec", "nobody", "--", "echo"},
                new String[] {"vm", "exec", "web"})) {
            assertThat(Invocation.on(database, notRun))
                    .satisfies(run -> assertThat(run.err()).isNotBlank())
                    .extracting(Invocation::code)
                    .isEqualTo(125);
        }
    }

    @Test
    void aTakenNameIsRefused() {
        create("web");

        JsonNode error = Invocation.json(database, 1, "vm", "create", "web", "--image", "blank", "--flavor", "tiny")
                .path("error");
        assertThat(error.path("code").asString()).isEqualTo("NAME_TAKEN");
        assertThat(error.path("message").asString()).contains("web");
    }

    @Test
    void unknownImageAndFlavorAreNamed() {
        assertThat(Invocation.json(database, 1, "vm", "create", "a", "--image", "nope", "--flavor", "tiny")
                        .path("error")
                        .path("message")
                        .asString())
                .contains("nope");
        assertThat(Invocation.json(database, 1, "vm", "create", "a", "--image", "blank", "--flavor", "huge-one")
                        .path("error")
                        .path("message")
                        .asString())
                .contains("huge-one");
        assertThat(Invocation.json(database, 0, "vm", "list")).isEmpty();
    }

    @Test
    void metricsAreThoseOfTheRunningMachinesThatAreNamed() {
        create("web");
        create("shop");
        create("off");
        Invocation.json(database, 0, "vm", "force-stop", "off");

        JsonNode all = Invocation.json(database, 0, "vm", "metrics");
        assertThat(all.valueStream().map(vm -> vm.path("name").asString())).containsExactly("web", "shop");
        assertThat(all.path(0).path("residentBytes").asLong()).isPositive();
        assertThat(all.path(0).path("disks").path(0).path("device").asString()).isEqualTo("vda");
        assertThat(all.path(0)
                        .path("nics")
                        .path(0)
                        .path("received")
                        .path("packets")
                        .asLong())
                .isPositive();

        JsonNode one = Invocation.json(database, 0, "vm", "metrics", "shop", "--group", "disk");
        assertThat(one).hasSize(1);
        assertThat(one.path(0).path("name").asString()).isEqualTo("shop");
        assertThat(one.path(0).path("readBytes").asLong()).isPositive();
        assertThat(one.path(0).path("cpuTimeNanos").isNull()).isTrue();
        assertThat(one.path(0).path("nics")).isEmpty();
    }

    @Test
    void metricsAreATableForPeople() {
        create("web");

        assertThat(Invocation.on(database, "vm", "metrics", "--group", "memory")
                        .out()
                        .lines())
                .satisfiesExactly(
                        header -> assertThat(header).startsWith("NAME  CPU TIME NANOS  BALLOON BYTES"),
                        row -> assertThat(row).matches("web +- +[0-9]+ +[0-9]+ +- .*"));
    }

    @Test
    void metricsOfAnUnknownMachineOrGroupAreRefused() {
        assertThat(Invocation.on(database, "vm", "metrics", "nobody").err()).contains("nobody");
        assertThat(Invocation.on(database, "vm", "metrics", "--group", "smell").code())
                .isEqualTo(2);
    }

    @Test
    void aDamagedSshKeyIsNeverPrinted() throws IOException {
        Path key = Files.writeString(directory.resolve("id"), "-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0\n");

        Invocation run = Invocation.on(
                database, "vm", "create", "a", "--image", "blank", "--flavor", "tiny", "--ssh-key", key.toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("SSH key").doesNotContain("c2VjcmV0");
    }

    @Test
    void aSubmittedCreateIsFinishedByWait() {
        String[] submit = {"vm", "create", "later", "--image", "blank", "--flavor", "tiny", "--no-wait"};
        JsonNode operation = Invocation.json(database, 0, submit);

        assertThat(operation.propertyNames())
                .contains("id", "kind", "state", "target", "progress", "error", "createdAt", "finishedAt");
        assertThat(operation.path("kind").asString()).isEqualTo("vm.create");
        assertThat(operation.path("target").path("name").asString()).isEqualTo("later");
        JsonNode done = Invocation.json(
                database, 0, "operation", "wait", operation.path("id").asString());
        assertThat(done.path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(done.path("error").isNull()).isTrue();
        assertThat(state("show", "later")).isEqualTo("RUNNING");
    }

    @Test
    void aSubmittedCreateIsFinishedInTheBackground() {
        String[] submit = {"vm", "create", "later", "--image", "blank", "--flavor", "tiny", "--no-wait"};
        Invocation.json(database, 0, submit);

        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofMinutes(1))
                .until(() -> state("show", "later").equals("RUNNING"));
    }
}
