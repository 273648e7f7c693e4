package io.iaas.examples.cli;

import io.iaas.operation.Operation;
import io.iaas.operation.OperationFailedException;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationInfo;
import io.iaas.operation.OperationQuery;
import io.iaas.operation.OperationState;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The operations. */
@Command(name = "operation", description = "What was asked for and how far it is.", synopsisSubcommandLabel = "COMMAND")
final class OperationCommand {
    private static final String ID = "The operation's id.";

    @ParentCommand
    private IaasCommand root;

    @Command(name = "list", description = "List operations, newest first.")
    int list(
            @Option(
                            names = "--state",
                            paramLabel = "S",
                            description = "Only operations in this state: ${COMPLETION-CANDIDATES}.")
                    Optional<OperationState> state,
            @Option(
                            names = "--target",
                            paramLabel = "ID",
                            description = "Only operations on the machine or image of this id.")
                    Optional<UUID> target) {
        OperationQuery query = new OperationQuery(state, target);
        return root.read(session -> {
            session.output()
                    .list(
                            Session.all(page -> session.view().operations().list(query, page), OperationView::of),
                            "id",
                            "kind",
                            "state",
                            "target",
                            "createdAt");
            return ExitCode.OK;
        });
    }

    @Command(name = "show", description = "Show an operation with its journal of steps, and why it failed.")
    int show(@Parameters(paramLabel = "ID", description = ID) String id) {
        OperationId wanted = OperationId.parse(id);
        return root.read(session -> {
            OperationInfo info = session.view().operations().get(wanted).info();
            new OperationPrinter(session.output())
                    .print(info, session.view().operations().journal(wanted));
            return ExitCode.OK;
        });
    }

    @Command(
            name = "wait",
            description = {
                "Wait for an operation, and run it where no other process does.",
                "Prints the operation; the exit code is 1 when it failed."
            })
    int await(@Parameters(paramLabel = "ID", description = ID) String id) {
        OperationId wanted = OperationId.parse(id);
        return root.work(session -> await(session, session.view().operations().get(wanted)));
    }

    @Command(
            name = "cancel",
            description = {
                "Ask an operation to stop and to undo what it did. Prints the operation at once.",
                "The exit code is 1 when it has ended, turns back already, or can no longer turn back."
            })
    int cancel(@Parameters(paramLabel = "ID", description = ID) String id) {
        OperationId wanted = OperationId.parse(id);
        return root.read(session -> {
            Operation<?> operation = session.view().operations().get(wanted);
            boolean asked = operation.cancel();
            OperationInfo info = operation.info();
            new OperationPrinter(session.output()).print(info);
            if (!asked) {
                session.output().note("not cancelled: it has ended, turns back already or can no longer turn back");
            } else if (!info.state().settled()) {
                session.output().note("whoever runs it undoes it; where nobody does: iaas operation wait " + id);
            }
            return asked ? ExitCode.OK : ExitCode.SOFTWARE;
        });
    }

    @Command(
            name = "retry",
            description = {
                "Have a blocked operation tried again, once what blocked it is gone, and wait for it.",
                "Prints the operation; the exit code is 1 when it failed, as after an undo."
            })
    int retry(@Parameters(paramLabel = "ID", description = ID) String id) {
        OperationId wanted = OperationId.parse(id);
        return root.work(session -> await(session, session.view().operations().retry(wanted)));
    }

    @Command(
            name = "abandon",
            description = {"Give a blocked operation up, for good.", "Says what is left of it, and how to clean it up."
            })
    int abandon(@Parameters(paramLabel = "ID", description = ID) String id) {
        OperationId wanted = OperationId.parse(id);
        return root.read(session -> {
            OperationInfo given = session.view().operations().abandon(wanted);
            new OperationPrinter(session.output())
                    .print(given, session.view().operations().journal(wanted));
            Leftovers.words(given).forEach(session.output()::note);
            return ExitCode.OK;
        });
    }

    private static int await(Session session, Operation<?> operation) {
        int code = ExitCode.OK;
        try {
            session.await(operation);
        } catch (OperationFailedException e) {
            // The operation that is printed tells why.
            code = ExitCode.SOFTWARE;
        }
        new OperationPrinter(session.output()).print(operation.info());
        return code;
    }
}
