package io.iaas.spi.hypervisor;

import io.iaas.compute.CommandResult;
import io.iaas.compute.GuestCommand;
import java.util.Optional;

/**
 * Speaks with the agent that a guest may run; needs {@link Capability#GUEST_AGENT}. Whatever an agent says is the guest's
 * word: a driver bounds its size, reads it strictly, and trusts nothing in it.
 *
 * <p>Caller: services and the operation engine's workers. Threads: any, concurrently, several for the same domain as well:
 * an agent hears one at a time. Blocking: every call ends within the driver's call limit, and an agent that is silent
 * stands in nobody's way but its own domain's: neither an operation nor a list waits for one. Errors:
 * {@link HypervisorException}; a foreign domain is {@code FOREIGN_RESOURCE}, and is spoken to by no call.
 */
public interface GuestAgents {
    /** The most bytes of each stream of a command that are returned. */
    int MAX_OUTPUT_BYTES = 1 << 20;

    /**
     * Returns whether the agent answers now; false when it does not within a few seconds, when there is none, and when the
     * domain does not run or does not exist.
     */
    boolean answers(DomainRef ref);

    /**
     * Has the agent start a command, and returns at once. Not idempotent: each call starts another process.
     *
     * @return the number of the process, by which its result is asked for
     * @throws HypervisorException NOT_FOUND; WRONG_STATE when the domain does not run; COMMAND_REFUSED when the agent will
     *     not or cannot start it: nothing runs then; AGENT_UNAVAILABLE when the agent does not answer: it may have started
     *     it, if it heard of it
     */
    long start(DomainRef ref, GuestCommand command);

    /**
     * Returns what a command came to; empty while it runs. The result is told once: the agent forgets the process then.
     *
     * @throws HypervisorException NOT_FOUND; WRONG_STATE when the domain does not run; COMMAND_REFUSED when the agent knows
     *     no such process; AGENT_UNAVAILABLE when it does not answer, or not as an agent does; OUTPUT_TOO_LONG when the
     *     command has ended and one of its streams had more than {@link #MAX_OUTPUT_BYTES}. The process runs on, or has
     *     ended, all the same.
     */
    Optional<CommandResult> result(DomainRef ref, long process);
}
