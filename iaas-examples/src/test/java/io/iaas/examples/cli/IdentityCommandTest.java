package io.iaas.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Users, projects, roles and log-ins, by the command line. */
class IdentityCommandTest {
    private static final String SECRET = "correct horse battery";

    @TempDir
    private Path directory;

    private Path database;

    @BeforeEach
    void createUsersAndAProject() {
        database = directory.resolve("test.db");
        assertDone(typing(SECRET, "user", "create", "boss", "--administrator"));
        assertDone(typing(SECRET, "user", "create", "alice"));
        Invocation.json(database, 0, "project", "create", "shop");
        Invocation.json(database, 0, "--project", "shop", "role", "assign", "alice", "member");
    }

    @Test
    void usersProjectsAndRolesAreListed() {
        assertThat(names(Invocation.json(database, 0, "user", "list"))).containsExactly("boss", "alice");
        assertThat(names(Invocation.json(database, 0, "project", "list"))).containsExactly("default", "shop");
        JsonNode role = Invocation.json(database, 0, "role", "list", "--project", "shop")
                .get(0);
        assertThat(role.path("user").asString()).isEqualTo("alice");
        assertThat(role.path("role").asString()).isEqualTo("MEMBER");
        assertThat(Invocation.json(database, 0, "role", "list", "--user", "alice")
                        .get(0))
                .isEqualTo(role);
    }

    @Test
    void logInIsKeptForItsUserAloneAndUsedByWhatFollows() throws IOException {
        logIn("alice", "shop");

        Path kept = directory.resolve("test.db.login");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(kept)).matches("[A-Za-z0-9_-]{43}\n");
        assertDone(Invocation.on(database, "flavor", "create", "mine", "--memory-mib", "64"));
        assertThat(names(Invocation.json(database, 0, "flavor", "list"))).containsExactly("mine");
        assertDone(Invocation.on(database, "logout"));

        assertThat(kept).doesNotExist();
        assertThat(names(Invocation.json(database, 0, "flavor", "list"))).contains("small");
        assertThat(names(Invocation.json(database, 0, "--project", "shop", "flavor", "list")))
                .containsExactly("mine");
    }

    @Test
    void memberAdministersNothing() {
        logIn("alice", "shop");

        for (String line : new String[] {
            "user list",
            "user disable boss",
            "user delete boss",
            "user password boss --reset",
            "project list",
            "project create more",
            "project delete shop",
            "role list --user alice",
            "role revoke alice",
            "doctor",
            "reconcile"
        }) {
            assertThat(code(line)).as(line).isEqualTo("PERMISSION_DENIED");
        }
        assertThat(code("role assign boss admin")).isEqualTo("NOT_FOUND");
        assertThat(code("--project default flavor list", 2)).isEqualTo("INVALID_INPUT");
        assertThat(names(Invocation.json(database, 0, "role", "list"), "user")).containsExactly("alice");
    }

    @Test
    void administratorWhoIsLoggedInDoesWhatTheOwnerOfTheDatabaseDoes() {
        logIn("boss", "default");

        assertDone(Invocation.on(database, "user", "disable", "alice"));
        assertThat(Invocation.json(database, 0, "user", "enable", "alice")
                        .path("enabled")
                        .asBoolean())
                .isTrue();
        Invocation.json(database, 0, "doctor");
        assertDone(Invocation.on(database, "user", "delete", "alice"));
        Invocation.json(database, 0, "project", "delete", "shop");
        assertThat(code("project delete default")).isEqualTo("WRONG_STATE");
        assertThat(code("user delete boss")).isEqualTo("WRONG_STATE");
    }

    @Test
    void projectIsDeletedWithAllThatItHolds() throws IOException {
        Path disk = Files.write(directory.resolve("disk.raw"), new byte[1 << 20]);
        assertDone(Invocation.on(database, "--project", "shop", "flavor", "create", "mine", "--memory-mib", "64"));
        assertDone(Invocation.on(database, "--project", "shop", "image", "import", "blank", disk.toString()));
        assertDone(Invocation.on(
                database, "--project", "shop", "vm", "create", "web", "--image", "blank", "--flavor", "mine"));
        assertThat(code("project delete shop")).isEqualTo("IN_USE");
        assertThat(code("project delete shop --deadline 5m", 2)).isEqualTo("INVALID_INPUT");
        assertThat(code("project delete default --cascade")).isEqualTo("WRONG_STATE");

        JsonNode delete = Invocation.json(database, 0, "project", "delete", "shop", "--cascade");

        assertThat(delete.path("kind").asString()).isEqualTo("project.delete");
        assertThat(delete.path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(names(Invocation.json(database, 0, "project", "list"))).containsExactly("default");
        assertThat(code("project delete shop --cascade")).isEqualTo("NOT_FOUND");
    }

    @Test
    void logInThatFailsKeepsNothingAndTellsNotWhy() {
        for (String[] wrong : new String[][] {
            {"alice", "shop", "incorrect horse"},
            {"alice", "default", SECRET},
            {"alice", "nowhere", SECRET},
            {"nobody", "shop", SECRET}
        }) {
            Invocation run = typing(wrong[2], "login", wrong[0], "--project", wrong[1]);
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err())
                    .isEqualTo("error: the user name, the password or the project is not right [UNAUTHENTICATED]\n");
        }
        assertThat(directory.resolve("test.db.login")).doesNotExist();
    }

    @Test
    void passwordIsChangedByItsUserAndEndsTheLogIn() {
        logIn("alice", "shop");

        assertDone(typing(SECRET + "\nanother horse\n", "user", "password", "alice"));

        assertThat(code("flavor list")).isEqualTo("UNAUTHENTICATED");
        assertDone(Invocation.on(database, "logout"));
        assertThat(typing(SECRET, "login", "alice", "--project", "shop").code()).isEqualTo(1);
        assertDone(typing("another horse", "login", "alice", "--project", "shop"));
        assertDone(Invocation.on(database, "logout"));
        assertDone(typing(SECRET, "user", "password", "alice", "--reset"));
        logIn("alice", "shop");
    }

    @Test
    void passwordsAreNoArgumentsAndMayNotBeMissing() {
        assertThat(Invocation.on(database, "user", "create", "bob", "--password", SECRET)
                        .code())
                .isEqualTo(2);
        assertThat(typing("", "user", "create", "bob").code()).isEqualTo(2);
        assertThat(typing("short", "user", "create", "bob").err()).contains("INVALID_INPUT");
        assertThat(names(Invocation.json(database, 0, "user", "list"))).doesNotContain("bob");
    }

    @Test
    void withoutADatabaseThereIsNothingToKeepALogInBeside() {
        assertThat(Invocation.typing(SECRET, "--hypervisor", "simulated", "login", "alice")
                        .err())
                .contains("give --db");
    }

    private void logIn(String user, String project) {
        Invocation run = typing(SECRET, "--json", "login", user, "--project", project);
        assertDone(run);
        assertThat(run.out()).contains("\"user\" : \"" + user + "\"").contains("\"project\" : \"" + project + "\"");
    }

    private Invocation typing(String in, String... args) {
        return Invocation.typing(
                in,
                Stream.concat(Stream.of("--db", database.toString(), "--hypervisor", "simulated"), Stream.of(args))
                        .toArray(String[]::new));
    }

    private String code(String line) {
        return code(line, 1);
    }

    private String code(String line, int exit) {
        return Invocation.json(database, exit, line.split(" "))
                .path("error")
                .path("code")
                .asString();
    }

    private static void assertDone(Invocation run) {
        assertThat(run.code()).as(run.toString()).isZero();
        assertThat(run.toString()).doesNotContain(SECRET);
    }

    private static Stream<String> names(JsonNode list) {
        return names(list, "name");
    }

    private static Stream<String> names(JsonNode list, String field) {
        return list.valueStream().map(each -> each.path(field).asString());
    }
}
