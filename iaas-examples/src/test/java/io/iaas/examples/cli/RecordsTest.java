package io.iaas.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Images, flavors, operations and the host, by the command line. */
class RecordsTest {
    private static final String SHA_256_OF_ONE_MIB_OF_ZEROS =
            "30e14955ebf1352266dc2ff8067e68104607e750abb9d3b36582b8af909fcb58";

    @TempDir
    private Path directory;

    private Path database;
    private String disk = "";

    @BeforeEach
    void writeADisk() throws IOException {
        database = directory.resolve("test.db");
        disk = Files.write(directory.resolve("disk.raw"), new byte[1 << 20]).toString();
    }

    @Test
    void imageImportPrintsTheImage() {
        JsonNode image = Invocation.json(
                database,
                0,
                "image",
                "import",
                "blank",
                disk,
                "--format",
                "raw",
                "--sha256",
                SHA_256_OF_ONE_MIB_OF_ZEROS);

        assertThat(image.propertyNames()).contains("id", "name", "state", "sizeBytes", "files", "createdAt");
        assertThat(image.path("state").asString()).isEqualTo("READY");
        assertThat(image.path("sizeBytes").asLong()).isEqualTo(1 << 20);
        assertThat(image.path("files").get(0).path("sha256").asString()).isEqualTo(SHA_256_OF_ONE_MIB_OF_ZEROS);
        assertThat(Invocation.json(database, 0, "image", "show", "blank")).isEqualTo(image);
        assertThat(Invocation.json(database, 0, "image", "list").get(0)).isEqualTo(image);
    }

    @Test
    void aKernelIsAnImageToo() throws IOException {
        byte[] kernel = new byte[4096];
        byte[] bootHeader = {0x55, (byte) 0xaa, 0, 0, 'H', 'd', 'r', 'S', 0, 2};
        System.arraycopy(bootHeader, 0, kernel, 0x1fe, bootHeader.length);
        kernel[0x211] = 1;
        String kernelFile = Files.write(directory.resolve("vmlinuz"), kernel).toString();
        String initrd = Files.writeString(directory.resolve("initrd"), "070701 and more")
                .toString();

        JsonNode image = Invocation.json(
                database,
                0,
                "image",
                "import",
                "direct",
                "--kernel",
                kernelFile,
                "--initrd",
                initrd,
                "--cmdline",
                "quiet");
        assertThat(image.path("commandLine").asString()).isEqualTo("quiet");
        assertThat(image.path("files")).hasSize(2);
    }

    @Test
    void aWrongChecksumFailsTheImportAndLeavesNothing() {
        JsonNode error = Invocation.json(database, 1, "image", "import", "blank", disk, "--sha256", "0".repeat(64))
                .path("error");

        assertThat(error.path("code").asString()).isEqualTo("CHECKSUM_MISMATCH");
        assertThat(error.path("operationId").isString()).isTrue();
        assertThat(Invocation.json(database, 0, "image", "list")).isEmpty();
    }

    @Test
    void anImageInUseIsKept() {
        Invocation.json(database, 0, "image", "import", "blank", disk);
        Invocation.json(database, 0, "vm", "create", "web", "--image", "blank", "--flavor", "tiny");

        JsonNode error =
                Invocation.json(database, 1, "image", "delete", "blank").path("error");
        assertThat(error.path("code").asString()).isEqualTo("IN_USE");
        assertThat(error.path("message").asString()).contains("web");
        Invocation.json(database, 0, "vm", "delete", "web");
        assertThat(Invocation.json(database, 0, "image", "delete", "blank")
                        .path("state")
                        .asString())
                .isEqualTo("SUCCEEDED");
    }

    @Test
    void flavorsAreAddedListedAndDeleted() {
        JsonNode flavor = Invocation.json(
                database, 0, "flavor", "create", "mini", "--vcpus", "2", "--memory-mib", "64", "--disk-gib", "3");

        assertThat(flavor.path("memoryMib").asInt()).isEqualTo(64);
        assertThat(flavor.path("vcpus").asInt()).isEqualTo(2);
        assertThat(flavor.path("diskGib").asInt()).isEqualTo(3);
        assertThat(Invocation.json(database, 0, "flavor", "list").valueStream()).contains(flavor);
        assertThat(Invocation.json(database, 0, "flavor", "delete", "mini")).isEqualTo(flavor);
        assertThat(Invocation.json(database, 1, "flavor", "delete", "mini")
                        .path("error")
                        .path("code")
                        .asString())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void operationsAreListedNewestFirstAndShownWithTheirSteps() {
        Invocation.json(database, 0, "image", "import", "blank", disk);
        Invocation.json(database, 0, "image", "delete", "blank");

        JsonNode list = Invocation.json(database, 0, "operation", "list");
        assertThat(list.valueStream().map(each -> each.path("kind").asString()))
                .containsExactly("image.delete", "image.import");
        JsonNode shown = Invocation.json(
                database, 0, "operation", "show", list.get(1).path("id").asString());
        assertThat(shown.path("progress").path("fraction").asDouble()).isEqualTo(1);
        assertThat(shown.path("steps")
                        .valueStream()
                        .map(step -> step.path("state").asString()))
                .isNotEmpty()
                .containsOnly("DONE");
    }

    @Test
    void aFailedOperationTellsWhyWhenItIsWaitedFor() {
        Invocation.on(database, "image", "import", "blank", disk, "--sha256", "0".repeat(64));
        String id = Invocation.json(database, 0, "operation", "list")
                .get(0)
                .path("id")
                .asString();

        JsonNode operation = Invocation.json(database, 1, "operation", "wait", id);
        assertThat(operation.path("state").asString()).isEqualTo("ROLLED_BACK");
        assertThat(operation.path("error").path("code").asString()).isEqualTo("CHECKSUM_MISMATCH");
    }

    @Test
    void unknownThingsAreNamed() {
        assertThat(Invocation.on(database, "vm", "show", "ghost"))
                .satisfies(run -> assertThat(run.code()).isEqualTo(1))
                .satisfies(run -> assertThat(run.err()).contains("ghost").contains("NOT_FOUND"));
        assertThat(Invocation.on(database, "image", "show", "ghost").code()).isEqualTo(1);
        assertThat(Invocation.on(database, "operation", "show", "01900000-0000-7000-8000-000000000000")
                        .code())
                .isEqualTo(1);
    }

    @Test
    void doctorFindsTheSimulatedHostHealthy() {
        JsonNode report = Invocation.json(database, 0, "doctor");

        assertThat(report.path("healthy").asBoolean()).isTrue();
        assertThat(report.path("findings").get(0).propertyNames())
                .contains("severity", "subject", "observation", "cure");
    }

    @Test
    void doctorAndOperationsAreWordsForPeople() {
        Invocation.json(database, 0, "image", "import", "blank", disk);

        assertThat(Invocation.on(database, "doctor").out().lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("OK       "));
        assertThat(Invocation.on(database, "operation", "list").out().lines().skip(1))
                .singleElement()
                .asString()
                .contains("image.import  SUCCEEDED  image blank");
    }

    @Test
    void globalOptionsMayComeLast() {
        Invocation run =
                Invocation.of("flavor", "list", "--json", "--hypervisor", "simulated", "--db", database.toString());

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("[");
    }

    @Test
    void withoutADatabaseTheSimulatedHostEndsWithTheCommand() {
        Invocation run = Invocation.of("--hypervisor", "simulated", "image", "import", "blank", disk);

        assertThat(run.code()).isZero();
        assertThat(run.err()).contains("end with this command");
    }

    @Test
    void aDatabaseThatIsNoneIsRefusedInWords() throws IOException {
        Path text =
                Files.writeString(directory.resolve("notes.txt"), "not a database, but some words of text".repeat(99));

        Invocation run = Invocation.on(text, "flavor", "list");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("DATABASE_");
        assertThat(text).content().startsWith("not a database");
    }
}
