package io.iaas.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.error.ErrorCode;
import io.iaas.memory.CallListener.Point;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.HypervisorException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final VirtualTime time = VirtualTime.manual(START);
    private final SimulatedHost host = SimulatedHost.builder().time(time).build();
    private final SimulatedHypervisor hypervisor = SimulatedHypervisor.connect(host);
    private final Machine machine = Machine.number(1).definedOn(hypervisor);

    @Test
    void faultBeforeTheEffectLeavesTheHostAsItWas() {
        hypervisor.faults().inject(Fault.before(SimulatedCall.START, ErrorCode.HYPERVISOR_REFUSED));

        assertFails(ErrorCode.HYPERVISOR_REFUSED, this::start);

        assertThat(machine.stateOn(hypervisor)).isEqualTo(DomainState.OFF);
    }

    @Test
    void faultAfterTheEffectLosesTheReplyOnly() {
        hypervisor.faults().inject(Fault.after(SimulatedCall.START, ErrorCode.HYPERVISOR_UNAVAILABLE));

        assertFails(ErrorCode.HYPERVISOR_UNAVAILABLE, this::start);

        assertThat(machine.stateOn(hypervisor)).isEqualTo(DomainState.RUNNING);
    }

    @Test
    void faultStrikesOnceUnlessToldOtherwise() {
        InjectedFault fault =
                hypervisor.faults().inject(Fault.before(SimulatedCall.START, ErrorCode.HYPERVISOR_REFUSED));

        assertFails(ErrorCode.HYPERVISOR_REFUSED, this::start);
        start();

        assertThat(fault.hits()).isEqualTo(1);
    }

    @Test
    void faultStrikesTheCallsThatItIsToldTo() {
        hypervisor
                .faults()
                .inject(Fault.before(SimulatedCall.LIST_STATES, ErrorCode.HYPERVISOR_UNAVAILABLE)
                        .skipping(1)
                        .times(2));

        assertThatCode(this::states).doesNotThrowAnyException();
        assertFails(ErrorCode.HYPERVISOR_UNAVAILABLE, this::states);
        assertFails(ErrorCode.HYPERVISOR_UNAVAILABLE, this::states);
        assertThatCode(this::states).doesNotThrowAnyException();
    }

    @Test
    void hostThatIsDownAnswersNothingUntilItIsUpAgain() {
        InjectedFault down = hypervisor.faults().inject(Fault.down());

        assertFails(ErrorCode.HYPERVISOR_UNAVAILABLE, this::start);
        assertFails(ErrorCode.HYPERVISOR_UNAVAILABLE, this::states);
        assertThat(hypervisor.diagnose())
                .singleElement()
                .satisfies(finding -> assertThat(finding.cure()).isNotBlank());
        down.remove();

        assertThatCode(this::start).doesNotThrowAnyException();
    }

    @Test
    void faultStrikesOnlyTheCallsOfItsOwnDriver() {
        hypervisor.faults().inject(Fault.down());
        SimulatedHypervisor other = SimulatedHypervisor.connect(host);

        assertThat(machine.stateOn(other)).isEqualTo(DomainState.OFF);
    }

    @Test
    void callThatHangsGoesOnWhenItIsReleased() throws InterruptedException {
        InjectedFault hang = hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.START));

        CompletableFuture<Void> call = CompletableFuture.runAsync(this::start);
        assertThat(hang.awaitHit(PATIENCE)).isTrue();
        assertThat(call).isNotDone();
        assertThat(machine.stateOn(hypervisor)).isEqualTo(DomainState.OFF);
        hang.release();

        assertThat(call).succeedsWithin(PATIENCE);
        assertThat(machine.stateOn(hypervisor)).isEqualTo(DomainState.RUNNING);
    }

    @Test
    void callThatHangsTimesOutByTheClockOfTheHost() throws InterruptedException {
        InjectedFault hang = hypervisor.faults().inject(Fault.hangAfter(SimulatedCall.START));

        CompletableFuture<Void> call = CompletableFuture.runAsync(this::start);
        assertThat(hang.awaitHit(PATIENCE)).isTrue();
        time.advance(Duration.ofSeconds(30));

        assertThat(call)
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .havingCause()
                .satisfies(cause -> assertThat(cause)
                        .isInstanceOfSatisfying(
                                HypervisorException.class,
                                e -> assertThat(e.code()).isEqualTo(ErrorCode.HYPERVISOR_TIMEOUT)));
        assertThat(machine.stateOn(hypervisor)).isEqualTo(DomainState.RUNNING);
    }

    @Test
    void closingTheDriverEndsACallThatHangs() throws InterruptedException {
        InjectedFault hang = hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.START));

        CompletableFuture<Void> call = CompletableFuture.runAsync(this::start);
        assertThat(hang.awaitHit(PATIENCE)).isTrue();
        hypervisor.close();

        assertThat(call).failsWithin(PATIENCE);
    }

    @Test
    void timeoutTakesTheCallLimitOfTheClock() {
        VirtualTime moving = VirtualTime.startingAt(START);
        SimulatedHypervisor slow = SimulatedHypervisor.builder(
                        SimulatedHost.builder().time(moving).build())
                .callLimit(Duration.ofSeconds(7))
                .build();
        slow.faults().inject(Fault.before(SimulatedCall.LIST_STATES, ErrorCode.HYPERVISOR_TIMEOUT));

        assertFails(ErrorCode.HYPERVISOR_TIMEOUT, () -> slow.domains().states());

        assertThat(moving.now()).isEqualTo(START.plusSeconds(7));
    }

    @Test
    void callsTakeTheirLatencyByTheClock() {
        VirtualTime moving = VirtualTime.startingAt(START);
        SimulatedHypervisor slow = SimulatedHypervisor.builder(
                        SimulatedHost.builder().time(moving).build())
                .latency(Duration.ofMillis(250), SimulatedCall.LIST_STATES, SimulatedCall.LIST_DOMAINS)
                .build();

        slow.domains().states();
        slow.domains().inventory();
        slow.volumes().list();

        assertThat(moving.now()).isEqualTo(START.plusMillis(500));
    }

    @Test
    void callsAreCountedInTheirOrder() {
        hypervisor.calls().clear();

        start();
        states();
        states();

        assertThat(hypervisor.calls().list())
                .containsExactly(SimulatedCall.START, SimulatedCall.LIST_STATES, SimulatedCall.LIST_STATES);
        assertThat(hypervisor.calls().count(SimulatedCall.LIST_STATES)).isEqualTo(2);
        assertThat(hypervisor.calls().total()).isEqualTo(3);
    }

    @Test
    void listenerHearsBothPointsAndMayCrashTheCaller() {
        List<Point> heard = new ArrayList<>();
        IllegalStateException crash = new IllegalStateException("crash");
        hypervisor.listen((call, point) -> {
            heard.add(point);
            if (call == SimulatedCall.START && point == Point.AFTER_EFFECT) {
                throw crash;
            }
        });

        assertThatThrownBy(this::start).isSameAs(crash);

        assertThat(heard).containsExactly(Point.BEFORE_EFFECT, Point.AFTER_EFFECT);
        assertThat(host.snapshot().domains().values())
                .extracting(HostSnapshot.Domain::state)
                .containsExactly(DomainState.RUNNING);
    }

    @Test
    void oneFaultMayStrikeSeveralKindsOfCalls() {
        InjectedFault fault = hypervisor
                .faults()
                .inject(Fault.before(SimulatedCall.START, ErrorCode.HYPERVISOR_REFUSED)
                        .on(EnumSet.of(SimulatedCall.PAUSE, SimulatedCall.LIST_STATES))
                        .forever());

        start();
        assertFails(ErrorCode.HYPERVISOR_REFUSED, () -> hypervisor.power().pause(machine.ref()));
        assertFails(ErrorCode.HYPERVISOR_REFUSED, this::states);

        assertThat(fault.hits()).isEqualTo(2);
    }

    private void start() {
        hypervisor.power().start(machine.ref());
    }

    private void states() {
        assertThat(hypervisor.domains().states()).isNotEmpty();
    }

    private static void assertFails(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        HypervisorException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
