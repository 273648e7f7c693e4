package io.iaas.testkit;

import io.iaas.compute.CommandResult;
import io.iaas.compute.ComputeService;
import io.iaas.compute.GuestCommand;
import io.iaas.compute.VmId;
import java.time.Duration;

/**
 * The agent in a throwaway machine: it runs commands without a network and without a key, with root's rights in most images.
 * The image must have one (the package {@code qemu-guest-agent}). Wait for it by the condition {@code agent}. Safe for use by
 * many threads; an agent hears one call at a time.
 */
public final class GuestAgent {
    private final ComputeService compute;
    private final VmId id;

    GuestAgent(ComputeService compute, VmId id) {
        this.compute = compute;
        this.id = id;
    }

    /** Returns whether it answers now. */
    public boolean answers() {
        return compute.agentAnswers(id);
    }

    /**
     * Runs a program, with a limit of 60 seconds. No shell reads its arguments.
     *
     * @return what it came to, whatever its exit code is
     * @throws io.iaas.spi.hypervisor.HypervisorException as {@link ComputeService#execute(VmId, GuestCommand, Duration)} tells
     */
    public CommandResult run(String program, String... arguments) {
        return compute.execute(id, GuestCommand.of(program, arguments));
    }

    /** Runs a command; see {@link ComputeService#execute(VmId, GuestCommand, Duration)}. */
    public CommandResult run(GuestCommand command, Duration limit) {
        return compute.execute(id, command, limit);
    }
}
