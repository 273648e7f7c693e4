package io.iaas.internal.compute;

import io.iaas.compute.CommandResult;
import io.iaas.compute.GuestCommand;
import io.iaas.compute.Vm;
import io.iaas.error.ErrorCode;
import io.iaas.internal.engine.Environment;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.GuestAgents;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.time.TimeSource;
import java.time.Duration;
import java.util.Optional;

/** Has the agent in a guest run a command, and looks until it has ended. */
final class GuestCommands {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
    /** A guest that is busy with the command may keep its agent from answering. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    private final GuestAgents agents;
    private final TimeSource time;
    private final DomainRef ref;
    private final String what;

    GuestCommands(Environment environment, Vm vm, GuestCommand command) {
        this.agents = environment.hypervisor().agents();
        this.time = environment.time();
        this.ref = environment.names().domain(vm.id());
        this.what = command + " in VM '" + vm.name() + "'";
    }

    CommandResult run(GuestCommand command, Duration limit) {
        long began = time.nanoTime();
        long process = agents.start(ref, command);
        long heard = time.nanoTime();
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                Optional<CommandResult> result = agents.result(ref, process);
                if (result.isPresent()) {
                    return result.get();
                }
                heard = time.nanoTime();
            } catch (HypervisorException e) {
                requireWorthAnotherLook(e, heard);
            }
            Duration left = limit.minusNanos(time.nanoTime() - began);
            if (left.isNegative() || left.isZero()) {
                throw new HypervisorException(
                        ErrorCode.GUEST_TIMEOUT,
                        what + " did not end within " + limit + "; it runs on in the guest",
                        "");
            }
            pause(pause.compareTo(left) < 0 ? pause : left);
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        }
    }

    private void requireWorthAnotherLook(HypervisorException failure, long heard) {
        if (failure.code() == ErrorCode.COMMAND_REFUSED) {
            throw new HypervisorException(
                    ErrorCode.AGENT_UNAVAILABLE,
                    "what " + what
                            + " came to is not known: the guest or its agent was restarted, or an answer was lost",
                    failure.driverError().orElse(""),
                    failure);
        }
        boolean silent = failure.code() == ErrorCode.AGENT_UNAVAILABLE;
        if (!silent || time.nanoTime() - heard > LONGEST_SILENCE.toNanos()) {
            throw failure;
        }
    }

    private void pause(Duration duration) {
        try {
            time.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HypervisorException(
                    ErrorCode.HYPERVISOR_UNAVAILABLE,
                    "the wait for " + what + " was interrupted; it runs on in the guest",
                    "",
                    e);
        }
    }
}
