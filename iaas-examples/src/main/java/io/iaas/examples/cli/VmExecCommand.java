package io.iaas.examples.cli;

import io.iaas.compute.CommandResult;
import io.iaas.compute.GuestCommand;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Runs a command in a guest, and ends as it does. */
@Command(
        name = "exec",
        description = "Run a command in the guest by its agent, as 'vm exec web -- uname -a'. No shell reads it.",
        exitCodeOnInvalidInput = VmExecCommand.NOT_RUN,
        exitCodeOnExecutionException = VmExecCommand.NOT_RUN,
        exitCodeList = {
            "0-255:the command's own",
            "125:the command could not be run, or what it came to is not known; its own 125 prints no error"
        })
final class VmExecCommand implements Callable<Integer> {
    static final int NOT_RUN = 125;

    /** The largest exit code that a process can end with here. */
    private static final int MOST_CODE = 255;

    @ParentCommand
    private VmCommand parent;

    @Parameters(index = "0", paramLabel = "NAME", description = VmCommand.NAME)
    private String name;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "COMMAND", description = "The program and its arguments.")
    private List<String> command;

    @Option(
            names = "--limit",
            paramLabel = "DURATION",
            defaultValue = "60s",
            description = "How long the command may take (default: ${DEFAULT-VALUE}).")
    private Duration limit;

    @Override
    public Integer call() {
        GuestCommand wanted = new GuestCommand(command.get(0), command.subList(1, command.size()), "");
        return parent.root().read(session -> {
            CommandResult result = session.view().compute().execute(session.vmId(name), wanted, limit);
            if (session.output().json()) {
                session.output().show(result);
            } else {
                session.output().text(result.output());
                session.output().errors(result.errors());
            }
            boolean passesOn = result.exitCode() >= 0 && result.exitCode() <= MOST_CODE;
            return passesOn ? result.exitCode() : MOST_CODE;
        });
    }
}
