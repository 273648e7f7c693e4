package io.iaas.examples.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Asks a guest to power off. */
@Command(name = "stop", description = "Ask the guest to power off.")
final class VmStopCommand implements Callable<Integer> {
    @ParentCommand
    private VmCommand parent;

    @Parameters(paramLabel = "NAME", description = VmCommand.NAME)
    private String name;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            defaultValue = "90",
            description = "How long the guest may take (default: ${DEFAULT-VALUE}).")
    private long limitSeconds;

    @Option(names = "--force", description = "Cut the power after that; without it the stop fails then.")
    private boolean force;

    @Mixin
    private SubmitArguments submit;

    @Override
    public Integer call() {
        return parent.change(name, submit, (compute, id) -> compute.stop(id, Duration.ofSeconds(limitSeconds), force));
    }
}
