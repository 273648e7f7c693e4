package io.iaas.examples.cli;

import io.iaas.identity.Password;
import io.iaas.identity.User;
import io.iaas.identity.UserService;
import java.time.Instant;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The users. */
@Command(
        name = "user",
        description = {"Who may log in.", "Passwords are asked for, or read from stdin, one a line."},
        synopsisSubcommandLabel = "COMMAND")
final class UserCommand {
    private static final String NAME = "The user's name.";

    @ParentCommand
    private IaasCommand root;

    /** A user as the command line prints it. */
    record UserView(String id, String name, boolean enabled, boolean administrator, Instant createdAt) {
        static UserView of(User user) {
            return new UserView(
                    user.id().toString(), user.name(), user.enabled(), user.administrator(), user.createdAt());
        }
    }

    @Command(name = "create", description = "Create a user without a role in any project.")
    int create(
            @Parameters(paramLabel = "NAME", description = "The name to give.") String name,
            @Option(names = "--administrator", description = "One who administers the installation.")
                    boolean administrator) {
        return change((users, passwords) -> {
            Password password = passwords.ask("password for " + name);
            return administrator ? users.createAdministrator(name, password) : users.create(name, password);
        });
    }

    @Command(name = "list", description = "List users in the order of creation.")
    int list() {
        return root.read(session -> {
            session.output()
                    .list(
                            Session.all(session.identity().users()::list, UserView::of),
                            "name",
                            "enabled",
                            "administrator",
                            "createdAt",
                            "id");
            return ExitCode.OK;
        });
    }

    @Command(name = "disable", description = "Let a user log in no more, and end all log-ins of that user.")
    int disable(@Parameters(paramLabel = "NAME", description = NAME) String name) {
        return change((users, passwords) -> users.disable(users.get(name).id()));
    }

    @Command(name = "enable", description = "Let a user log in again.")
    int enable(@Parameters(paramLabel = "NAME", description = NAME) String name) {
        return change((users, passwords) -> users.enable(users.get(name).id()));
    }

    @Command(name = "delete", description = "Delete a user with all roles and log-ins.")
    int delete(@Parameters(paramLabel = "NAME", description = NAME) String name) {
        return change((users, passwords) -> {
            User user = users.get(name);
            users.delete(user.id());
            return user;
        });
    }

    @Command(
            name = "password",
            description = {
                "Change a password: the present one is asked for, then the new one.",
                "All log-ins of that user end."
            })
    int password(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Option(names = "--reset", description = "Do not ask for the present one; for administrators.")
                    boolean reset) {
        if (reset) {
            return change((users, passwords) -> {
                User user = users.get(name);
                users.setPassword(user.id(), passwords.ask("new password for " + name));
                return user;
            });
        }
        return root.read(session -> {
            Password present = root.passwords().ask("present password of " + name);
            Password next = root.passwords().ask("new password for " + name);
            session.iaas().identity().authentication().changePassword(name, present, next);
            session.output().note("the password of " + name + " is changed");
            return ExitCode.OK;
        });
    }

    private int change(BiFunction<UserService, PasswordSource, User> change) {
        return root.read(session -> {
            session.output().show(UserView.of(change.apply(session.identity().users(), root.passwords())));
            return ExitCode.OK;
        });
    }
}
