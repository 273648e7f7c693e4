package io.iaas.examples.cli;

import io.iaas.identity.Caller;
import io.iaas.identity.IssuedToken;
import io.iaas.identity.Password;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Logs a user in for the commands that follow. */
@Command(
        name = "login",
        description = {
            "Log in to a project, for the commands that follow.",
            "The password is asked for, or read from stdin. The log-in is kept beside the database, until iaas logout."
        })
final class LoginCommand implements Callable<Integer> {
    @ParentCommand
    private IaasCommand root;

    @Parameters(paramLabel = "USER", description = "The user's name.")
    private String user;

    /** A log-in as the command line prints it. */
    record LoginView(String user, String project, String role, Instant expiresAt) {
        static LoginView of(Caller caller) {
            return new LoginView(
                    caller.user().name(), caller.project().name(), caller.role().name(), caller.expiresAt());
        }
    }

    @Override
    public Integer call() {
        return root.read(session -> {
            KeptToken kept = session.place().token();
            Password password = root.passwords().ask("password of " + user);
            IssuedToken issued =
                    session.iaas().identity().authentication().authenticate(user, password, project(session));
            kept.keep(issued.token());
            session.output()
                    .show(LoginView.of(
                            session.iaas().identity().authentication().validate(issued.token())));
            return ExitCode.OK;
        });
    }

    /** A project that does not exist fails as a wrong password does. */
    private static ProjectId project(Session session) {
        return session.place()
                .project()
                .map(name -> session.iaas()
                        .identity()
                        .projects()
                        .find(name)
                        .map(Project::id)
                        .orElseGet(() -> new ProjectId(UUID.randomUUID())))
                .orElse(Project.DEFAULT);
    }
}
