package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.compute.CommandResult;
import io.iaas.compute.GuestCommand;
import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.GuestAgents;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link GuestAgents} promises; every test asserts the refusal where it is not declared. */
public abstract class GuestAgentsContract extends HostTest {
    private static final long UNKNOWN_PROCESS = 999_999_999;

    /** For subclasses. */
    protected GuestAgentsContract() {}

    @Test
    void commandComesToItsExitStatusAndBothStreams() {
        if (refused()) {
            return;
        }
        DomainRef ref = workbench().running();
        if (!fixture().guest().agent()) {
            assertThat(agents().answers(ref)).isFalse();
            assertFails(ErrorCode.AGENT_UNAVAILABLE, () -> agents().start(ref, GuestCommand.of("echo")));
            assertFails(ErrorCode.AGENT_UNAVAILABLE, () -> agents().result(ref, 1));
            return;
        }
        waitUntil("the agent answers", () -> agents().answers(ref));

        String odd = "a \"b\" $c `d` \\e \u00e4\u20ac\ud83d\ude00";
        assertThat(run(ref, GuestCommand.of("echo", odd, "f"))).isEqualTo(new CommandResult(0, odd + " f\n", ""));
        assertThat(run(ref, GuestCommand.of("cat").withInput("first\nsecond"))).isEqualTo(succeeded("first\nsecond"));
        assertThat(run(ref, GuestCommand.of("false")).exitCode()).isEqualTo(1);
        assertThat(run(ref, GuestCommand.of("cat", "/nothing/here"))).satisfies(result -> {
            assertThat(result.succeeded()).isFalse();
            assertThat(result.output()).isEmpty();
            assertThat(result.errors()).contains("/nothing/here");
        });
        assertFails(ErrorCode.COMMAND_REFUSED, () -> agents().start(ref, GuestCommand.of("/no/such/program")));
        assertFails(ErrorCode.COMMAND_REFUSED, () -> agents().result(ref, UNKNOWN_PROCESS));
        assertThat(agents().answers(ref)).isTrue();
    }

    @Test
    void resultIsToldOnce() {
        if (refused() || !fixture().guest().agent()) {
            return;
        }
        DomainRef ref = workbench().running();
        waitUntil("the agent answers", () -> agents().answers(ref));
        long process = agents().start(ref, GuestCommand.of("echo", "once"));

        assertThat(result(ref, process)).isEqualTo(succeeded("once\n"));

        assertFails(ErrorCode.COMMAND_REFUSED, () -> agents().result(ref, process));
    }

    @Test
    void outputIsCappedAndTheAgentGoesOn() {
        if (refused() || !fixture().guest().agent()) {
            return;
        }
        DomainRef ref = workbench().running();
        waitUntil("the agent answers", () -> agents().answers(ref));
        String much = "x".repeat(GuestCommand.MAX_INPUT);

        assertThat(run(ref, GuestCommand.of("cat").withInput(much))).isEqualTo(succeeded(much));
        assertThat(run(ref, GuestCommand.of("seq", "100000", "200000")).output())
                .hasSize(700_007)
                .endsWith("\n200000\n");
        assertFails(ErrorCode.OUTPUT_TOO_LONG, () -> run(ref, GuestCommand.of("seq", "100000", "260000")));

        assertThat(run(ref, GuestCommand.of("echo", "still here"))).isEqualTo(succeeded("still here\n"));
    }

    @Test
    void domainThatDoesNotRunHasNoAgent() {
        if (refused()) {
            return;
        }
        DomainRef off = workbench().defined();
        DomainRef paused = workbench().running();
        hypervisor().power().pause(paused);

        for (DomainRef ref : new DomainRef[] {off, paused}) {
            assertThat(agents().answers(ref)).isFalse();
            assertFails(ErrorCode.WRONG_STATE, () -> agents().start(ref, GuestCommand.of("echo")));
            assertFails(ErrorCode.WRONG_STATE, () -> agents().result(ref, 1));
        }
    }

    @Test
    void absentDomainIsToldAsAbsent() {
        if (refused()) {
            return;
        }
        DomainRef ref = workbench().ref();

        assertThat(agents().answers(ref)).isFalse();
        assertFails(ErrorCode.NOT_FOUND, () -> agents().start(ref, GuestCommand.of("echo")));
        assertFails(ErrorCode.NOT_FOUND, () -> agents().result(ref, 1));
    }

    @Test
    void foreignDomainIsNotSpokenTo() {
        if (refused()) {
            return;
        }
        DomainRef ref = workbench().ref();
        fixture().addForeignDomain(ref.name(), ref.vmId().value());

        assertFails(ErrorCode.FOREIGN_RESOURCE, () -> agents().answers(ref));
        assertFails(ErrorCode.FOREIGN_RESOURCE, () -> agents().start(ref, GuestCommand.of("echo")));
        assertFails(ErrorCode.FOREIGN_RESOURCE, () -> agents().result(ref, 1));
    }

    private CommandResult run(DomainRef ref, GuestCommand command) {
        return result(ref, agents().start(ref, command));
    }

    private CommandResult result(DomainRef ref, long process) {
        List<CommandResult> results = new ArrayList<>();
        waitUntil("process " + process + " ends", () -> {
            agents().result(ref, process).ifPresent(results::add);
            return !results.isEmpty();
        });
        return results.get(0);
    }

    private static CommandResult succeeded(String output) {
        return new CommandResult(0, output, "");
    }

    /** Asserts the refusals where the driver declares that it cannot; tells whether it did. */
    private boolean refused() {
        if (can(Capability.GUEST_AGENT)) {
            return false;
        }
        DomainRef ref = workbench().ref();
        assertUnsupported(Capability.GUEST_AGENT, () -> agents().answers(ref));
        assertUnsupported(Capability.GUEST_AGENT, () -> agents().start(ref, GuestCommand.of("echo")));
        assertUnsupported(Capability.GUEST_AGENT, () -> agents().result(ref, 1));
        return true;
    }

    private GuestAgents agents() {
        return hypervisor().agents();
    }
}
