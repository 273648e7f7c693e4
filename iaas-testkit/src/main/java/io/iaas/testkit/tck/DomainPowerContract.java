package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.DomainPower;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.HypervisorException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link DomainPower} promises. */
public abstract class DomainPowerContract extends HostTest {
    /** For subclasses. */
    protected DomainPowerContract() {}

    @Test
    void startedDomainRuns() {
        DomainRef ref = workbench().running();

        assertThat(stateOf(ref)).isEqualTo(DomainState.RUNNING);
    }

    @Test
    void startingTwiceIsTheSameAsOnce() {
        DomainRef ref = workbench().running();

        power().start(ref);

        assertThat(stateOf(ref)).isEqualTo(DomainState.RUNNING);
    }

    @Test
    void pausedDomainIsNotStarted() {
        DomainRef ref = workbench().running();
        power().pause(ref);

        assertFails(ErrorCode.WRONG_STATE, () -> power().start(ref));

        assertThat(stateOf(ref)).isEqualTo(DomainState.PAUSED);
    }

    @Test
    void startWithoutItsDiskFailsAndLeavesTheDomainOffWhereGuestsRun() {
        DomainRef ref = workbench().ref();
        DomainSpec spec = workbench().spec(ref);
        hypervisor().domains().define(spec);
        hypervisor().volumes().delete(spec.disks().get(0).volume());

        if (fixture().guest().runs()) {
            assertThatThrownBy(() -> power().start(ref)).isInstanceOf(HypervisorException.class);
        }

        assertThat(stateOf(ref)).isEqualTo(DomainState.OFF);
    }

    @Test
    void poweredOffDomainIsOffAtOnceAndStartsAgain() {
        DomainRef ref = workbench().running();

        power().powerOff(ref);
        assertOff(ref);

        if (can(Capability.EPHEMERAL)) {
            hypervisor().domains().define(workbench().spec(ref));
        }
        power().start(ref);
        assertThat(stateOf(ref)).isEqualTo(DomainState.RUNNING);
    }

    @Test
    void poweringOffTwiceIsTheSameAsOnce() {
        DomainRef ref = workbench().running();

        power().powerOff(ref);
        power().powerOff(ref);

        assertOff(ref);
    }

    @Test
    void pausedDomainIsPoweredOff() {
        DomainRef ref = workbench().running();
        power().pause(ref);

        power().powerOff(ref);

        assertOff(ref);
    }

    @Test
    void shutdownIsAskedForAndObeyedByAGuestThatListens() {
        DomainRef ref = workbench().running();

        if (fixture().guest().obeysPowerButton()) {
            waitUntil("the domain is off", () -> {
                power().requestShutdown(ref);
                return isOff(ref);
            });
        } else {
            power().requestShutdown(ref);
            assertThat(stateOf(ref)).isIn(DomainState.RUNNING, DomainState.SHUTTING_DOWN);
        }
    }

    @Test
    void shutdownMayBeAskedForAgainUntilTheDomainIsOff() {
        if (!fixture().guest().obeysPowerButton()) {
            return;
        }
        DomainRef ref = workbench().running();

        // Often in a row, so that it is also asked for in the moment between the guest's end and the domain's.
        waitUntil("the domain is off", () -> {
            IntStream.range(0, 100).forEach(again -> power().requestShutdown(ref));
            return isOff(ref);
        });
    }

    @Test
    void shutdownOfADomainThatIsOffIsASuccess() {
        DomainRef ref = workbench().defined();

        power().requestShutdown(ref);

        assertThat(stateOf(ref)).isEqualTo(DomainState.OFF);
    }

    @Test
    void pausedDomainResumes() {
        DomainRef ref = workbench().running();

        power().pause(ref);
        power().pause(ref);
        assertThat(stateOf(ref)).isEqualTo(DomainState.PAUSED);

        power().resume(ref);
        power().resume(ref);
        assertThat(stateOf(ref)).isEqualTo(DomainState.RUNNING);
    }

    @Test
    void rebootIsAskedForAndTheDomainStaysOn() {
        DomainRef ref = workbench().running();

        power().requestReboot(ref);

        assertThat(stateOf(ref)).isEqualTo(DomainState.RUNNING);
    }

    @Test
    void pausedDomainIsNotReset() {
        DomainRef ref = workbench().running();
        power().pause(ref);

        if (can(Capability.RESET)) {
            assertFails(ErrorCode.WRONG_STATE, () -> power().reset(ref));
        } else {
            assertUnsupported(Capability.RESET, () -> power().reset(ref));
        }

        assertThat(stateOf(ref)).isEqualTo(DomainState.PAUSED);
    }

    @Test
    void resetKeepsTheDomainOnOrIsRefusedAsDeclared() {
        DomainRef ref = workbench().running();

        if (can(Capability.RESET)) {
            power().reset(ref);
        } else {
            assertUnsupported(Capability.RESET, () -> power().reset(ref));
        }

        assertThat(stateOf(ref)).isEqualTo(DomainState.RUNNING);
    }

    @Test
    void domainThatIsOffIsNeitherPausedNorResumedNorRestarted() {
        DomainRef ref = workbench().defined();

        assertFails(ErrorCode.WRONG_STATE, () -> power().pause(ref));
        assertFails(ErrorCode.WRONG_STATE, () -> power().resume(ref));
        assertFails(ErrorCode.WRONG_STATE, () -> power().requestReboot(ref));
        if (can(Capability.RESET)) {
            assertFails(ErrorCode.WRONG_STATE, () -> power().reset(ref));
        }

        assertThat(stateOf(ref)).isEqualTo(DomainState.OFF);
    }

    @Test
    void everyCallNamesAnAbsentDomain() {
        DomainRef ref = workbench().ref();
        List<BiConsumer<DomainPower, DomainRef>> calls =
                List.of(DomainPower::start, DomainPower::requestReboot, DomainPower::pause, DomainPower::resume);
        List<BiConsumer<DomainPower, DomainRef>> ends = List.of(DomainPower::requestShutdown, DomainPower::powerOff);

        calls.forEach(call -> assertFails(ErrorCode.NOT_FOUND, () -> call.accept(power(), ref)));
        if (can(Capability.EPHEMERAL)) {
            ends.forEach(call -> call.accept(power(), ref));
        } else {
            ends.forEach(call -> assertFails(ErrorCode.NOT_FOUND, () -> call.accept(power(), ref)));
        }
        if (can(Capability.RESET)) {
            assertFails(ErrorCode.NOT_FOUND, () -> power().reset(ref));
        }
    }

    private DomainPower power() {
        return hypervisor().power();
    }
}
