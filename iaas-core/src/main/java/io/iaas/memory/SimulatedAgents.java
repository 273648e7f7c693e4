package io.iaas.memory;

import io.iaas.compute.CommandResult;
import io.iaas.compute.GuestCommand;
import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.GuestAgents;
import io.iaas.spi.hypervisor.HypervisorException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

final class SimulatedAgents implements GuestAgents {
    private final CallGate gate;
    private final HostState host;

    SimulatedAgents(CallGate gate, HostState host) {
        this.gate = gate;
        this.host = host;
    }

    @Override
    public boolean answers(DomainRef ref) {
        return gate.call(
                SimulatedCall.PING_AGENT,
                () -> host.locked(() -> host.domains()
                        .ours(ref)
                        .filter(domain -> domain.state() == DomainState.RUNNING)
                        .flatMap(SimulatedDomain::run)
                        .flatMap(run -> run.agent(host.now()))
                        .isPresent()));
    }

    @Override
    public long start(DomainRef ref, GuestCommand command) {
        return gate.call(
                SimulatedCall.START_COMMAND,
                () -> host.locked(() -> {
                    GuestRun run = answering(ref);
                    SimulatedAgent.Outcome outcome = run.agent(host.now())
                            .flatMap(agent -> agent.programs().apply(command))
                            .orElseThrow(() ->
                                    refused("the agent in " + ref + " has no program '" + command.program() + "'"));
                    return run.processes().start(outcome, run.age(host.now()));
                }));
    }

    @Override
    public Optional<CommandResult> result(DomainRef ref, long process) {
        return gate.call(
                SimulatedCall.COMMAND_RESULT,
                () -> host.locked(() -> {
                    GuestRun run = answering(ref);
                    if (!run.processes().knows(process)) {
                        throw refused("the agent in " + ref + " knows no process " + process);
                    }
                    Optional<CommandResult> result = run.processes().takeResult(process, run.age(host.now()));
                    result.ifPresent(SimulatedAgents::requireShort);
                    return result;
                }));
    }

    /** Returns the guest of ours that runs with an agent that answers. */
    private GuestRun answering(DomainRef ref) {
        SimulatedDomain domain = host.domains().present(ref);
        GuestRun run = domain.run()
                .filter(current -> domain.state() == DomainState.RUNNING)
                .orElseThrow(() -> failure(ErrorCode.WRONG_STATE, ref + " is " + domain.state()));
        if (run.agent(host.now()).isEmpty()) {
            throw failure(ErrorCode.AGENT_UNAVAILABLE, "the agent in " + ref + " does not answer");
        }
        return run;
    }

    private static HypervisorException refused(String why) {
        return failure(ErrorCode.COMMAND_REFUSED, why);
    }

    private static void requireShort(CommandResult result) {
        int longest = Math.max(bytes(result.output()), bytes(result.errors()));
        if (longest > MAX_OUTPUT_BYTES) {
            throw failure(ErrorCode.OUTPUT_TOO_LONG, "the command wrote " + longest + " bytes, which is too much");
        }
    }

    private static HypervisorException failure(ErrorCode code, String why) {
        return new HypervisorException(code, why, "");
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
