package io.iaas.libvirt;

import io.iaas.compute.CommandResult;
import io.iaas.compute.GuestCommand;
import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.GuestAgents;
import io.iaas.spi.hypervisor.HypervisorException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.libvirt.jna.CString;
import org.libvirt.jna.DomainPointer;

/**
 * The agents of a libvirt host's guests, on connections and threads of their own. libvirt waits for an agent's sign of
 * life first, for 5 seconds at most, and then for the answer itself.
 */
final class LibvirtAgents implements GuestAgents {
    /** An answer with much output takes long where processors are emulated. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

    /** The wait for a sign of life, that for the answer, and the way back fit into a call. */
    private static final int ANSWERS_A_CALL = 2;
    /** The lane leaves a quarter of the call limit, which is a third of its own. */
    private static final int TURNS_A_CALL = 3;
    /** libvirt knows at once of a guest that has not opened its channel; who takes longer has opened it, and is silent. */
    private static final Duration SILENCE = Duration.ofMillis(500);

    private static final long BETWEEN_TRIES_MILLIS = 20;

    private final AgentLanes lanes;
    private final Declared declared;
    private final ReturningAgents returning;
    private final int answerSeconds;
    private final AgentTurns turns = new AgentTurns();

    LibvirtAgents(Lanes lanes, Declared declared, ReturningAgents returning) {
        this.lanes = lanes.agents();
        this.declared = declared;
        this.returning = returning;
        this.answerSeconds = (int) Math.max(
                1, Math.min(LONGEST_ANSWER.toSeconds(), this.lanes.limit().toSeconds() / ANSWERS_A_CALL));
    }

    @Override
    public boolean answers(DomainRef ref) {
        String what = "ping the agent in " + ref;
        try {
            AgentReply.read(what, say(what, ref, AgentRequest.PING));
            return true;
        } catch (HypervisorException e) {
            boolean none = e.code() == ErrorCode.AGENT_UNAVAILABLE
                    || e.code() == ErrorCode.COMMAND_REFUSED
                    || e.code() == ErrorCode.WRONG_STATE
                    || e.code() == ErrorCode.NOT_FOUND;
            if (!none) {
                throw e;
            }
            return false;
        }
    }

    @Override
    public long start(DomainRef ref, GuestCommand command) {
        String what = "start " + command + " in " + ref;
        return AgentReply.read(what, say(what, ref, AgentRequest.start(command)))
                .process();
    }

    @Override
    public Optional<CommandResult> result(DomainRef ref, long process) {
        String what = "tell what process " + process + " in " + ref + " came to";
        return AgentReply.read(what, say(what, ref, AgentRequest.result(process)))
                .result();
    }

    /** Says something to an agent when it is its turn, and returns the answer. */
    private String say(String what, DomainRef ref, String request) {
        declared.require(Capability.GUEST_AGENT);
        Duration patience = lanes.limit().dividedBy(TURNS_A_CALL);
        long deadline = System.nanoTime() + patience.toNanos();
        try (AgentTurns.Turn turn = turns.take(ref.vmId().value(), deadline).orElseThrow(() -> busy(what, patience))) {
            while (true) {
                try {
                    return lanes.on(what, deadline, lane -> heard(turn, lane, what, ref, request));
                } catch (HypervisorException e) {
                    boolean harmless = request.equals(AgentRequest.PING);
                    if (!returning.isWorthAnotherTry(ref.vmId().value(), e, harmless)) {
                        throw e;
                    }
                }
                TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HypervisorException(
                    ErrorCode.HYPERVISOR_UNAVAILABLE, "cannot " + what + ": interrupted before it was attempted", "");
        }
    }

    private static HypervisorException busy(String what, Duration patience) {
        return new HypervisorException(
                ErrorCode.AGENT_UNAVAILABLE,
                "cannot " + what + ": the guest's agent was busy with earlier calls for " + BoundedCalls.text(patience),
                "");
    }

    private String heard(AgentTurns.Turn turn, Lane lane, String what, DomainRef ref, String request) {
        long began = System.nanoTime();
        try {
            return lane.change(what, session -> say(session, what, ref, request));
        } catch (HypervisorException e) {
            boolean unheard = e.code() == ErrorCode.AGENT_UNAVAILABLE || e.code() == ErrorCode.HYPERVISOR_TIMEOUT;
            if (unheard && System.nanoTime() - began > SILENCE.toNanos()) {
                turn.silent();
            }
            throw e;
        }
    }

    private String say(Session session, String what, DomainRef ref, String request) {
        DomainHandles domains = new DomainHandles(session);
        DomainPointer domain = domains.ours(ref).orElseThrow(() -> LibvirtDomains.absent(ref));
        DomainState state = domains.state(domain);
        if (state != DomainState.RUNNING) {
            throw new HypervisorException(ErrorCode.WRONG_STATE, "cannot " + what + ": it is " + state, "");
        }
        CString answer = LibvirtRuntime.qemu().virDomainQemuAgentCommand(domain, request, answerSeconds, 0);
        if (answer == null) {
            throw AgentFault.translate(what, session.fault());
        }
        return session.text(answer);
    }
}
