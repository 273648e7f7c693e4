package io.iaas.examples.cli;

import io.iaas.compute.ComputeService;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.operation.Operation;
import io.iaas.operation.SubmitOptions;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The virtual machines. */
@Command(
        name = "vm",
        description = "Virtual machines.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            VmCreateCommand.class,
            VmListCommand.class,
            VmStopCommand.class,
            VmConsoleLogCommand.class,
            VmExecCommand.class,
            VmMetricsCommand.class
        })
final class VmCommand {
    static final String NAME = "The machine's name or id.";

    @ParentCommand
    private IaasCommand root;

    IaasCommand root() {
        return root;
    }

    @Command(name = "show", description = "Show a machine with its live state.")
    int show(@Parameters(paramLabel = "NAME", description = NAME) String name) {
        return show(session -> session.vm(name));
    }

    @Command(name = "start", description = "Start a stopped or crashed machine.")
    int start(@Parameters(paramLabel = "NAME", description = NAME) String name, @Mixin SubmitArguments submit) {
        return change(name, submit, ComputeService::start);
    }

    @Command(name = "force-stop", description = "Cut the power.")
    int forceStop(@Parameters(paramLabel = "NAME", description = NAME) String name, @Mixin SubmitArguments submit) {
        return change(name, submit, ComputeService::forceStop);
    }

    @Command(name = "reboot", description = "Ask the guest to restart.")
    int reboot(@Parameters(paramLabel = "NAME", description = NAME) String name, @Mixin SubmitArguments submit) {
        return change(name, submit, ComputeService::reboot);
    }

    @Command(name = "pause", description = "Halt the processors.")
    int pause(@Parameters(paramLabel = "NAME", description = NAME) String name, @Mixin SubmitArguments submit) {
        return change(name, submit, ComputeService::pause);
    }

    @Command(name = "resume", description = "Let halted processors run on.")
    int resume(@Parameters(paramLabel = "NAME", description = NAME) String name, @Mixin SubmitArguments submit) {
        return change(name, submit, ComputeService::resume);
    }

    @Command(name = "renew", description = "Have a machine deleted after a time from now on, and not before.")
    int renew(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Parameters(
                            paramLabel = "TIME",
                            converter = DurationConverter.class,
                            description = "The time, such as 90s, 5m, 2h or 1d.")
                    Duration time) {
        return show(session -> session.view().compute().renew(session.vmId(name), time));
    }

    @Command(name = "keep", description = "Take a machine's lease away: it stays until somebody deletes it.")
    int keep(@Parameters(paramLabel = "NAME", description = NAME) String name) {
        return show(session -> session.view().compute().keep(session.vmId(name)));
    }

    private int show(Function<Session, Vm> call) {
        return root.read(session -> {
            session.output().show(VmView.of(call.apply(session)));
            return ExitCode.OK;
        });
    }

    @Command(name = "checkpoint", description = "Keep what a running machine is now, in place of what was kept before.")
    int checkpoint(@Parameters(paramLabel = "NAME", description = NAME) String name, @Mixin SubmitArguments submit) {
        return change(name, submit, ComputeService::checkpoint);
    }

    @Command(name = "revert", description = "Make a machine what it was at its checkpoint.")
    int revert(@Parameters(paramLabel = "NAME", description = NAME) String name, @Mixin SubmitArguments submit) {
        return change(name, submit, ComputeService::revert);
    }

    @Command(name = "delete", description = "Delete a machine with all that was made for it.")
    int delete(@Parameters(paramLabel = "NAME", description = NAME) String name, @Mixin SubmitArguments submit) {
        SubmitOptions options = submit.options();
        return root.work(session -> {
            Operation<VmId> delete = session.view().compute().with(options).delete(session.vmId(name));
            session.await(delete);
            new OperationPrinter(session.output()).print(delete.info());
            return ExitCode.OK;
        });
    }

    /** Runs an operation on a machine and prints the machine after it. */
    int change(String name, SubmitArguments submit, BiFunction<ComputeService, VmId, Operation<Vm>> verb) {
        SubmitOptions options = submit.options();
        return root.work(session -> {
            ComputeService compute = session.view().compute().with(options);
            session.output().show(VmView.of(session.await(verb.apply(compute, session.vmId(name)))));
            return ExitCode.OK;
        });
    }
}
