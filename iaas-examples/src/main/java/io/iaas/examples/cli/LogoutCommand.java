package io.iaas.examples.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParentCommand;

/** Ends a log-in. */
@Command(name = "logout", description = "End the log-in, and go on as whoever may open the database.")
final class LogoutCommand implements Callable<Integer> {
    @ParentCommand
    private IaasCommand root;

    @Override
    public Integer call() {
        return root.read(session -> {
            KeptToken kept = session.place().token();
            kept.read().ifPresent(session.iaas().identity().authentication()::revoke);
            session.output().note(kept.forget() ? "logged out" : "nobody was logged in");
            return ExitCode.OK;
        });
    }
}
