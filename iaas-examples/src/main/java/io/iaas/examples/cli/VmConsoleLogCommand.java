package io.iaas.examples.cli;

import io.iaas.compute.Vm;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Prints the end of a machine's serial console. */
@Command(name = "console-log", description = "Print the end of what the guest wrote to its serial console.")
final class VmConsoleLogCommand implements Callable<Integer> {
    @ParentCommand
    private VmCommand parent;

    @Parameters(paramLabel = "NAME", description = VmCommand.NAME)
    private String name;

    @Option(
            names = "--bytes",
            paramLabel = "N",
            defaultValue = "65536",
            description = "The most bytes to print, up to 1048576 (default: ${DEFAULT-VALUE}).")
    private int maxBytes;

    /** A console log as JSON shows it. */
    record ConsoleView(String id, String name, String text) {}

    @Override
    public Integer call() {
        return parent.root().read(session -> {
            Vm vm = session.vm(name);
            String text = session.view().compute().consoleLog(vm.id(), maxBytes);
            if (session.output().json()) {
                session.output().show(new ConsoleView(vm.id().toString(), vm.name(), text));
            } else {
                session.output().text(text);
            }
            return ExitCode.OK;
        });
    }
}
