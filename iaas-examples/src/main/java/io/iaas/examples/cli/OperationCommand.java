package io.iaas.examples.cli;

import io.iaas.operation.Operation;
import io.iaas.operation.OperationFailedException;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The operations. */
@Command(name = "operation", description = "What was asked for and how far it is.", synopsisSubcommandLabel = "COMMAND")
final class OperationCommand {
    @ParentCommand
    private IaasCommand root;

    @Command(name = "list", description = "List operations, newest first.")
    int list() {
        return root.read(session -> {
            session.output()
                    .list(
                            Session.all(
                                    page -> session.iaas().operations().list(OperationQuery.all(), page),
                                    OperationView::of),
                            "id",
                            "kind",
                            "state",
                            "target",
                            "createdAt");
            return ExitCode.OK;
        });
    }

    @Command(name = "show", description = "Show an operation with its journal of steps.")
    int show(@Parameters(paramLabel = "ID", description = "The operation's id.") String id) {
        OperationId wanted = OperationId.parse(id);
        return root.read(session -> {
            session.output()
                    .show(OperationView.of(
                                    session.iaas().operations().get(wanted).info())
                            .withSteps(session.iaas().operations().journal(wanted)));
            return ExitCode.OK;
        });
    }

    @Command(
            name = "wait",
            description = {
                "Wait for an operation, and run it where no other process does.",
                "Prints the operation; the exit code is 1 when it failed."
            })
    int await(@Parameters(paramLabel = "ID", description = "The operation's id.") String id) {
        OperationId wanted = OperationId.parse(id);
        return root.work(session -> {
            Operation<?> operation = session.iaas().operations().get(wanted);
            int code = ExitCode.OK;
            try {
                session.await(operation);
            } catch (OperationFailedException e) {
                // The operation that is printed tells why.
                code = ExitCode.SOFTWARE;
            }
            session.output().show(OperationView.of(operation.info()));
            return code;
        });
    }
}
