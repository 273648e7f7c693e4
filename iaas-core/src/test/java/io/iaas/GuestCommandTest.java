package io.iaas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.audit.AuditAction;
import io.iaas.audit.AuditEntry;
import io.iaas.audit.AuditOutcome;
import io.iaas.audit.AuditQuery;
import io.iaas.compute.CommandResult;
import io.iaas.compute.GuestCommand;
import io.iaas.compute.Vm;
import io.iaas.error.ConflictException;
import io.iaas.error.ErrorCode;
import io.iaas.error.InvalidInputException;
import io.iaas.memory.Fault;
import io.iaas.memory.SimulatedAgent;
import io.iaas.memory.SimulatedAgent.Outcome;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedGuest;
import io.iaas.page.PageRequest;
import io.iaas.spi.hypervisor.HypervisorException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuestCommandTest {
    private static final GuestCommand HELLO = GuestCommand.of("echo", "hello");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Cloud cloud = Cloud.withGuests(
            SimulatedGuest.booting().withAgent(new SimulatedAgent(Duration.ZERO, GuestCommandTest::programs)));

    private static Optional<Outcome> programs(GuestCommand command) {
        return switch (command.program()) {
            case "echo" -> Optional.of(Outcome.of(command.arguments().get(0)));
            case "build" -> Optional.of(new Outcome(Duration.ofSeconds(50), new CommandResult(3, "out", "err")));
            case "flood" -> Optional.of(Outcome.of("x".repeat((1 << 20) + 1)));
            default -> Optional.empty();
        };
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private CommandResult execute(Vm vm, String program) {
        return cloud.iaas.compute().execute(vm.id(), GuestCommand.of(program), MINUTE);
    }

    private static void assertFails(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        HypervisorException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void commandIsWaitedForAndItsResultReturnedWhateverItsStatusIs() {
        Vm vm = cloud.create("web");
        long before = cloud.time.nanoTime();

        assertThat(execute(vm, "build")).isEqualTo(new CommandResult(3, "out", "err"));

        assertThat(Duration.ofNanos(cloud.time.nanoTime() - before))
                .isBetween(Duration.ofSeconds(50), Duration.ofSeconds(51));
        assertThat(cloud.iaas.compute().execute(vm.id(), HELLO).succeeded()).isTrue();
        assertThat(cloud.iaas.compute().agentAnswers(vm.id())).isTrue();
    }

    @Test
    void commandThatTakesTooLongIsLeftToRunOn() {
        Vm vm = cloud.create("web");
        GuestCommand build = GuestCommand.of("build");

        assertThatThrownBy(() -> cloud.iaas.compute().execute(vm.id(), build, Duration.ofSeconds(10)))
                .isInstanceOf(HypervisorException.class)
                .hasFieldOrPropertyWithValue("code", ErrorCode.GUEST_TIMEOUT)
                .hasMessageContaining("build")
                .hasMessageContaining("web");
    }

    @Test
    void programThatIsNotThereAndOutputThatIsTooLongAreToldApart() {
        Vm vm = cloud.create("web");

        assertFails(ErrorCode.COMMAND_REFUSED, () -> execute(vm, "nothing"));
        assertFails(ErrorCode.OUTPUT_TOO_LONG, () -> execute(vm, "flood"));
    }

    @Test
    void machineThatDoesNotRunIsRefused() {
        Vm vm = cloud.create("web");
        cloud.iaas.compute().forceStop(vm.id()).await(Cloud.PATIENCE);

        assertThatThrownBy(() -> execute(vm, "echo"))
                .isInstanceOf(ConflictException.class)
                .hasFieldOrPropertyWithValue("code", ErrorCode.WRONG_STATE)
                .hasMessageContaining("web");
        assertThat(cloud.iaas.compute().agentAnswers(vm.id())).isFalse();
    }

    @Test
    void guestWithoutAnAgentIsTold() {
        try (Cloud bare = Cloud.withGuests(SimulatedGuest.booting().withoutAgent())) {
            Vm vm = bare.create("web");

            assertFails(ErrorCode.AGENT_UNAVAILABLE, () -> bare.iaas.compute().execute(vm.id(), HELLO));
            assertThat(bare.iaas.compute().agentAnswers(vm.id())).isFalse();
        }
    }

    @Test
    void agentThatIsSilentForAWhileIsWaitedFor() {
        Vm vm = cloud.create("web");
        cloud.hypervisor
                .faults()
                .inject(Fault.before(SimulatedCall.COMMAND_RESULT, ErrorCode.AGENT_UNAVAILABLE)
                        .times(3));

        assertThat(execute(vm, "build").exitCode()).isEqualTo(3);
    }

    @Test
    void agentThatStaysSilentIsGivenUpBeforeTheLimit() {
        Vm vm = cloud.create("web");
        cloud.hypervisor
                .faults()
                .inject(Fault.before(SimulatedCall.COMMAND_RESULT, ErrorCode.AGENT_UNAVAILABLE)
                        .forever());
        long before = cloud.time.nanoTime();

        assertFails(ErrorCode.AGENT_UNAVAILABLE, () -> execute(vm, "build"));

        assertThat(Duration.ofNanos(cloud.time.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void processThatAnAgentHasForgottenLeavesItsOutcomeOpen() {
        Vm vm = cloud.create("web");
        cloud.onceAfter(
                SimulatedCall.START_COMMAND,
                () -> cloud.iaas.compute().reset(vm.id()).await(Cloud.PATIENCE));

        assertThatThrownBy(() -> execute(vm, "build"))
                .hasFieldOrPropertyWithValue("code", ErrorCode.AGENT_UNAVAILABLE)
                .hasMessageContaining("restarted");
    }

    @Test
    void badLimitsAndTextsAreRefusedBeforeAnythingIsAsked() {
        Vm vm = cloud.create("web");

        assertThatThrownBy(() -> cloud.iaas.compute().execute(vm.id(), HELLO, Duration.ZERO))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> cloud.iaas.compute().execute(vm.id(), HELLO, Duration.ofDays(2)))
                .isInstanceOf(InvalidInputException.class);
        List<ThrowingCallable> bad = List.of(
                () -> GuestCommand.of(" "),
                () -> GuestCommand.of("a\0b"),
                () -> GuestCommand.of("a", "b\0"),
                () -> GuestCommand.of("a", "\ud800"),
                () -> GuestCommand.of("a", "x".repeat(GuestCommand.MAX_ARGUMENTS + 1)),
                () -> HELLO.withInput("x".repeat(GuestCommand.MAX_INPUT + 1)));
        assertThat(bad).allSatisfy(call -> assertThatThrownBy(call).isInstanceOf(InvalidInputException.class));
        assertThat(HELLO.withInput("null \0 is text here").input()).contains("\0");
    }

    @Test
    void auditTrailTellsThatACommandWasRunAndHowItWentAndNoWordOfIt() {
        Vm vm = cloud.create("web");

        cloud.iaas.compute().execute(vm.id(), GuestCommand.of("echo", "CANARY").withInput("CANARY"));
        assertFails(ErrorCode.COMMAND_REFUSED, () -> execute(vm, "CANARY"));

        List<AuditEntry> entries = cloud.iaas
                .audit()
                .list(AuditQuery.all().doing(AuditAction.VM_EXECUTE), PageRequest.first(10))
                .items();
        assertThat(entries)
                .extracting(AuditEntry::outcome)
                .containsExactly(
                        AuditOutcome.FAILED, AuditOutcome.ACCEPTED, AuditOutcome.SUCCEEDED, AuditOutcome.ACCEPTED);
        assertThat(entries.get(0).error()).contains(ErrorCode.COMMAND_REFUSED);
        assertThat(entries.get(2).resource().orElseThrow().name()).contains("web");
        assertThat(entries.toString()).doesNotContain("CANARY");
    }
}
