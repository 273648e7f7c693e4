package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.compute.Vm;
import io.iaas.compute.VmState;
import io.iaas.error.ConflictException;
import io.iaas.error.ErrorCode;
import io.iaas.memory.Fault;
import io.iaas.memory.HostSnapshot;
import io.iaas.memory.SimulatedCall;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A machine is what it was at its checkpoint, whatever became of it since, and goes as a whole. */
class CheckpointTest {
    private Cloud cloud = Cloud.withImage();

    @AfterEach
    void close() {
        cloud.close();
    }

    private Vm kept() {
        Vm vm = cloud.create("web");
        assertThat(cloud.iaas.compute().checkpoint(vm.id()).await(PATIENCE).state())
                .isEqualTo(VmState.RUNNING);
        return vm;
    }

    private void assertReverts(Vm vm) {
        assertThat(cloud.iaas.compute().revert(vm.id()).await(PATIENCE).state()).isEqualTo(VmState.RUNNING);
        assertThat(cloud.iaas.compute().get(vm.id()).state()).isEqualTo(VmState.RUNNING);
    }

    private long checkpoints() {
        return cloud.snapshot().volumes().values().stream()
                .filter(HostSnapshot.Volume::checkpoint)
                .count();
    }

    private static void assertFails(ErrorCode code, Operation<Vm> operation) {
        assertThatThrownBy(() -> operation.await(PATIENCE))
                .isInstanceOfSatisfying(
                        OperationFailedException.class,
                        e -> assertThat(e.evidence().code()).isEqualTo(code));
    }

    @Test
    void machineIsRevertedWhateverItDoes() {
        Vm vm = kept();
        assertReverts(vm);
        cloud.iaas.compute().pause(vm.id()).await(PATIENCE);
        assertReverts(vm);
        cloud.iaas.compute().forceStop(vm.id()).await(PATIENCE);
        assertReverts(vm);
    }

    @Test
    void machineWhoseDomainIsGoneBecauseItIsOffIsReverted() {
        cloud.close();
        cloud = Cloud.ephemeral(false);
        Vm vm = kept();
        cloud.host.powerOffFromInside(vm.id());

        assertReverts(vm);
        assertThat(cloud.snapshot().domains()).hasSize(1);
    }

    @Test
    void checkpointOutlastsAStopAndAStart() {
        Vm vm = kept();
        cloud.iaas.compute().forceStop(vm.id()).await(PATIENCE);
        cloud.iaas.compute().start(vm.id()).await(PATIENCE);

        assertReverts(vm);
    }

    @Test
    void deleteTakesTheCheckpointAlong() {
        HostSnapshot before = cloud.snapshot();
        Vm vm = kept();
        assertThat(checkpoints()).isOne();

        cloud.delete(vm);

        assertThat(cloud.snapshot()).isEqualTo(before);
    }

    @Test
    void machineWithoutCheckpointIsNotTouched() {
        Vm vm = cloud.create("web");
        assertFails(ErrorCode.NOT_FOUND, cloud.iaas.compute().revert(vm.id()));
        assertThat(cloud.recorded(vm)).isEqualTo(VmState.RUNNING);

        cloud.iaas.compute().forceStop(vm.id()).await(PATIENCE);
        assertFails(ErrorCode.NOT_FOUND, cloud.iaas.compute().revert(vm.id()));
        assertThat(cloud.recorded(vm)).isEqualTo(VmState.STOPPED);
        assertThat(cloud.iaas.compute().get(vm.id()).state()).isEqualTo(VmState.STOPPED);
    }

    @Test
    void onlyARunningMachineIsKept() {
        Vm vm = cloud.create("web");
        cloud.iaas.compute().forceStop(vm.id()).await(PATIENCE);

        assertThatThrownBy(() -> cloud.iaas.compute().checkpoint(vm.id()))
                .isInstanceOfSatisfying(
                        ConflictException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WRONG_STATE));
    }

    @Test
    void checkpointWhoseReplyWasLostIsDiscarded() {
        Vm vm = cloud.create("web");
        cloud.hypervisor.faults().inject(Fault.after(SimulatedCall.TAKE_CHECKPOINT, ErrorCode.HYPERVISOR_TIMEOUT));

        assertFails(ErrorCode.HYPERVISOR_TIMEOUT, cloud.iaas.compute().checkpoint(vm.id()));

        assertThat(checkpoints()).isZero();
        assertThat(cloud.recorded(vm)).isEqualTo(VmState.RUNNING);
    }

    @Test
    void machineThatWasStartedToBeRevertedIsOffAgainWhenThatFails() {
        Vm vm = kept();
        cloud.iaas.compute().forceStop(vm.id()).await(PATIENCE);
        cloud.hypervisor.faults().inject(Fault.before(SimulatedCall.RESTORE_CHECKPOINT, ErrorCode.HYPERVISOR_REFUSED));

        assertFails(ErrorCode.HYPERVISOR_REFUSED, cloud.iaas.compute().revert(vm.id()));

        assertThat(cloud.recorded(vm)).isEqualTo(VmState.STOPPED);
        assertReverts(vm);
    }
}
