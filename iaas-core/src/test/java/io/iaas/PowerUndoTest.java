package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.compute.Vm;
import io.iaas.compute.VmState;
import io.iaas.error.ErrorCode;
import io.iaas.memory.Fault;
import io.iaas.memory.InjectedFault;
import io.iaas.memory.SimulatedCall;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A power operation that fails takes back what it did, and never what others did; the record says how the guest is. */
class PowerUndoTest {
    private final Cloud cloud = Cloud.withImage();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void failedStartOfAMachineThatRunsMeanwhileLeavesItRunning() throws InterruptedException {
        Vm vm = cloud.create("web");
        cloud.iaas.compute().forceStop(vm.id()).await(PATIENCE);
        InjectedFault first = cloud.hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.START));
        Operation<Vm> starts = cloud.iaas.compute().start(vm.id());
        assertThat(first.awaitHit(PATIENCE)).isTrue();
        Operation<Vm> startsAgain = cloud.iaas.compute().start(vm.id());
        cloud.hypervisor.faults().inject(Fault.before(SimulatedCall.ENSURE_NETWORK, ErrorCode.HYPERVISOR_REFUSED));
        first.release();
        starts.await(PATIENCE);
        assertThatThrownBy(() -> startsAgain.await(PATIENCE)).isInstanceOf(OperationFailedException.class);
        assertThat(cloud.recorded(vm)).isEqualTo(VmState.RUNNING);
        assertThat(cloud.iaas.compute().get(vm.id()).state()).isEqualTo(VmState.RUNNING);
    }

    @Test
    void startWhoseReplyWasLostIsTakenBack() {
        Vm vm = cloud.create("web");
        cloud.iaas.compute().forceStop(vm.id()).await(PATIENCE);
        cloud.hypervisor.faults().inject(Fault.after(SimulatedCall.START, ErrorCode.HYPERVISOR_TIMEOUT));
        assertThatThrownBy(() -> cloud.iaas.compute().start(vm.id()).await(PATIENCE))
                .isInstanceOf(OperationFailedException.class);
        assertThat(cloud.recorded(vm)).isEqualTo(VmState.STOPPED);
        assertThat(cloud.iaas.compute().get(vm.id()).state()).isEqualTo(VmState.STOPPED);
    }

    @Test
    void powerCutWhoseReplyWasLostIsRecordedAlthoughItCannotBeTakenBack() {
        Vm vm = cloud.create("web");
        cloud.hypervisor.faults().inject(Fault.after(SimulatedCall.POWER_OFF, ErrorCode.HYPERVISOR_TIMEOUT));
        assertThatThrownBy(() -> cloud.iaas.compute().forceStop(vm.id()).await(PATIENCE))
                .isInstanceOf(OperationFailedException.class);
        assertThat(cloud.recorded(vm)).isEqualTo(VmState.STOPPED);
    }
}
