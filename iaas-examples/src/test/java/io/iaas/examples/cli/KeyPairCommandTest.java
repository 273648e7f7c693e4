package io.iaas.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.identity.KeyPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The key pairs of a project, by the command line. */
class KeyPairCommandTest {
    private static final KeyPair KEY = KeyPair.generate("alice").publicKey();

    @TempDir
    private Path directory;

    private Path database;
    private Path file;

    @BeforeEach
    void writeAPublicKey() throws IOException {
        database = directory.resolve("test.db");
        file = Files.writeString(directory.resolve("key.pub"), KEY.line() + "\n");
    }

    @Test
    void importedPairIsListedUntilItIsDeleted() {
        json(0, "keypair", "import", "laptop", file.toString());

        JsonNode pair = json(0, "keypair", "list").get(0);
        assertThat(pair.path("name").asString()).isEqualTo("laptop");
        assertThat(pair.path("fingerprint").asString()).isEqualTo(KEY.fingerprint());
        assertThat(json(1, "keypair", "import", "laptop", file.toString())
                        .path("error")
                        .path("code")
                        .asString())
                .isEqualTo("NAME_TAKEN");
        assertThat(Invocation.on(database, "keypair", "delete", "laptop").code())
                .isZero();
        assertThat(json(0, "keypair", "list")).isEmpty();
    }

    @Test
    void privateHalfIsWrittenToANewFileForItsOwnerAlone() throws IOException {
        Path out = directory.resolve("deploy-key");
        Invocation made = Invocation.on(database, "keypair", "generate", "deploy", "--out", out.toString());

        assertThat(made.code()).as(made.toString()).isZero();
        assertThat(Files.readString(out)).startsWith("-----BEGIN OPENSSH PRIVATE KEY-----");
        assertThat(made.toString()).doesNotContain("PRIVATE");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out)))
                .isEqualTo("rw-------");
        String written = Files.readString(out);
        json(2, "keypair", "generate", "again", "--out", out.toString());
        assertThat(Files.readString(out)).isEqualTo(written);
        assertThat(json(0, "keypair", "list")).hasSize(1);
    }

    @Test
    void pairThatCannotBeKeptLeavesNoFile() {
        json(0, "keypair", "import", "deploy", file.toString());
        Path out = directory.resolve("deploy-key");

        json(1, "keypair", "generate", "deploy", "--out", out.toString());

        assertThat(out).doesNotExist();
    }

    @Test
    void machineIsCreatedWithAPairByItsNameOnlyWhereThereIsOne() throws IOException {
        assertThat(BlankImage.importedIn(directory)).isEqualTo(database);
        json(0, "keypair", "import", "laptop", file.toString());

        json(0, "vm", "create", "web", "--image", "blank", "--flavor", "tiny", "--key", "laptop");
        JsonNode refused = json(1, "vm", "create", "db", "--image", "blank", "--flavor", "tiny", "--key", "absent");

        assertThat(refused.path("error").path("code").asString()).isEqualTo("NOT_FOUND");
        assertThat(json(0, "vm", "list")).hasSize(1);
    }

    private JsonNode json(int code, String... args) {
        return Invocation.json(database, code, args);
    }
}
