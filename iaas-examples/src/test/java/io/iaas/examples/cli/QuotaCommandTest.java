package io.iaas.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Quotas, by the command line. */
class QuotaCommandTest {
    @TempDir
    private Path directory;

    private Path database;

    @BeforeEach
    void createAProject() {
        database = directory.resolve("test.db");
        Invocation.json(database, 0, "project", "create", "shop");
    }

    @Test
    void limitsAreSetOneByOneAndTakenAway() {
        quota(0, "set", "--vms", "5", "--memory-mib", "4096");
        assertThat(limits(quota(0, "set", "--images", "0", "--vms", "unlimited")))
                .isEqualTo("VMs unlimited, vCPUs unlimited, memory (MiB) 4096, disk (GiB) unlimited, images 0, ");
        assertThat(limits(quota(0, "show"))).contains("memory (MiB) 4096").contains("images 0");
        assertThat(limits(Invocation.json(database, 0, "quota", "show"))).doesNotContain("4096");
    }

    @Test
    void limitThatIsNoneIsRefusedInClearWords() {
        assertThat(message(quota(2, "set", "--vcpus", "many")))
                .isEqualTo("the quota of vCPUs is a number or 'unlimited', not 'many'");
        assertThat(message(quota(2, "set", "--vcpus", "-1"))).contains("the quota of vCPUs must be 0 to");
    }

    @Test
    void importBeyondTheQuotaIsRefusedByItsCode() throws IOException {
        quota(0, "set", "--images", "0");

        Path disk = Files.write(directory.resolve("disk.raw"), new byte[4096]);
        JsonNode error = Invocation.json(database, 1, "--project", "shop", "image", "import", "blank", disk.toString());

        assertThat(error.path("error").path("code").asString()).isEqualTo("QUOTA_EXCEEDED");
        assertThat(message(error)).contains("images is 0: 0 used, 1 more asked for");
    }

    @Test
    void wrongCountIsListedAndPutRight() throws SQLException {
        quota(0, "set", "--vms", "5");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE iaas_quota SET vms = 4 WHERE max_vms = 5");
        }

        JsonNode drift = Invocation.json(database, 0, "quota", "recount").get(0);

        assertThat(drift.path("project").asString()).isEqualTo("shop");
        assertThat(drift.path("resource").asString()).isEqualTo("VMs");
        assertThat(drift.path("charged").asInt()).isEqualTo(4);
        assertThat(drift.path("held").asInt()).isZero();
        assertThat(Invocation.json(database, 0, "quota", "recount")).isEmpty();
    }

    private JsonNode quota(int code, String command, String... options) {
        String[] arguments = new String[options.length + 4];
        arguments[0] = "--project";
        arguments[1] = "shop";
        arguments[2] = "quota";
        arguments[3] = command;
        System.arraycopy(options, 0, arguments, 4, options.length);
        return Invocation.json(database, code, arguments);
    }

    private static String limits(JsonNode resources) {
        StringBuilder words = new StringBuilder();
        resources.forEach(each -> words.append(each.path("resource").asString())
                .append(' ')
                .append(each.path("limit").asString())
                .append(", "));
        return words.toString();
    }

    private static String message(JsonNode error) {
        return error.path("error").path("message").asString();
    }
}
