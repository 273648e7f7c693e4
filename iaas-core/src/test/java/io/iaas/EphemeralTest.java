package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.iaas.compute.Vm;
import io.iaas.compute.VmState;
import io.iaas.error.ErrorCode;
import io.iaas.memory.Fault;
import io.iaas.memory.SimulatedCall;
import io.iaas.operation.OperationFailedException;
import io.iaas.reconcile.Drift;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On a host that keeps nothing of a domain that is off, a machine without one is off, and all else goes as ever. */
class EphemeralTest {
    private Cloud cloud = Cloud.ephemeral(false);

    @AfterEach
    void close() {
        cloud.close();
    }

    private VmState seen(Vm vm) {
        return cloud.iaas.compute().get(vm.id()).state();
    }

    private void assertStartsAgain(Vm vm) {
        assertThat(cloud.snapshot().domains()).isEmpty();
        assertThat(seen(vm)).isEqualTo(VmState.STOPPED);

        assertThat(cloud.iaas.compute().start(vm.id()).await(PATIENCE).state()).isEqualTo(VmState.RUNNING);
        assertThat(seen(vm)).isEqualTo(VmState.RUNNING);
        assertThat(cloud.snapshot().domains()).hasSize(1);
    }

    private void assertDeleteLeavesTheImageOnly(Vm vm) {
        cloud.delete(vm);
        assertThat(cloud.snapshot().domains()).isEmpty();
        assertThat(cloud.snapshot().consoles()).isEmpty();
        assertThat(cloud.snapshot().volumes())
                .hasSize(1)
                .allSatisfy((name, volume) -> assertThat(name).contains("-image-"));
        assertThat(cloud.ledger()).hasSize(1);
    }

    @Test
    void machineWhosePowerWasCutIsOffAndStartsAgain() {
        Vm vm = cloud.create("web");
        cloud.iaas.compute().forceStop(vm.id()).await(PATIENCE);

        assertStartsAgain(vm);
        assertDeleteLeavesTheImageOnly(vm);
    }

    @Test
    void machineThatWasAskedToStopIsOffAndStartsAgain() {
        Vm vm = cloud.create("web");
        cloud.iaas.compute().stop(vm.id(), Duration.ofMinutes(1), false).await(PATIENCE);

        assertStartsAgain(vm);
    }

    @Test
    void guestThatEndedByItselfIsOffAndStartsAgain() {
        Vm vm = cloud.create("web");
        cloud.host.powerOffFromInside(vm.id());

        assertStartsAgain(vm);
    }

    @Test
    void guestThatIsGoneIsDeletedWithAllThatIsLeftOfIt() {
        Vm vm = cloud.create("web");
        cloud.host.powerOffFromInside(vm.id());

        assertDeleteLeavesTheImageOnly(vm);
    }

    @Test
    void recordFollowsAGuestThatIsGone() {
        cloud.close();
        cloud = Cloud.ephemeral(true);
        Vm vm = cloud.create("web");

        cloud.host.powerOffFromInside(vm.id());
        cloud.snapshot();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(cloud.recorded(vm)).isEqualTo(VmState.STOPPED));
    }

    @Test
    void createThatFailsAtItsStartLeavesNothing() {
        cloud.hypervisor.faults().inject(Fault.after(SimulatedCall.START, ErrorCode.HYPERVISOR_TIMEOUT));

        assertThatThrownBy(() -> cloud.create("web")).isInstanceOf(OperationFailedException.class);

        assertThat(cloud.snapshot().domains()).isEmpty();
        assertThat(cloud.snapshot().volumes()).hasSize(1);
        assertThat(cloud.ledger()).hasSize(1);
    }

    @Test
    void deleteThatFailsBeforeItsPivotGivesTheMachineBackRunning() {
        Vm vm = cloud.create("web");
        cloud.hypervisor.faults().inject(Fault.after(SimulatedCall.POWER_OFF, ErrorCode.HYPERVISOR_REFUSED));

        assertThatThrownBy(() -> cloud.delete(vm)).isInstanceOf(OperationFailedException.class);

        assertThat(seen(vm)).isEqualTo(VmState.RUNNING);
        assertDeleteLeavesTheImageOnly(vm);
    }

    @Test
    void startThatFailsLeavesTheMachineOff() {
        Vm vm = cloud.create("web");
        cloud.iaas.compute().forceStop(vm.id()).await(PATIENCE);
        cloud.hypervisor.faults().inject(Fault.before(SimulatedCall.START, ErrorCode.HYPERVISOR_REFUSED));

        assertThatThrownBy(() -> cloud.iaas.compute().start(vm.id()).await(PATIENCE))
                .isInstanceOf(OperationFailedException.class);

        assertThat(seen(vm)).isEqualTo(VmState.STOPPED);
        assertDeleteLeavesTheImageOnly(vm);
    }

    @Test
    void machineThatIsOffIsNoDriftAndOneThatIsRecordedRunningIsRepaired() {
        Vm off = cloud.create("off");
        Vm gone = cloud.create("gone");
        cloud.iaas.compute().forceStop(off.id()).await(PATIENCE);
        cloud.host.powerOffFromInside(gone.id());
        cloud.passTheMoment();

        assertThat(cloud.iaas.reconcile().repair().drifts()).singleElement().satisfies(drift -> {
            assertThat(drift.kind()).isEqualTo(Drift.Kind.STATE_DRIFT);
            assertThat(drift.ownerId()).contains(gone.id().value());
            assertThat(drift.outcome().action()).isEqualTo(Drift.Action.REPAIRED);
        });

        assertThat(cloud.recorded(gone)).isEqualTo(VmState.STOPPED);
        assertThat(cloud.snapshot().domains()).isEmpty();
    }
}
