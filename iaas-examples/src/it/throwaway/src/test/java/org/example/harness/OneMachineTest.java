package org.example.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.iaas.compute.VmState;
import io.iaas.testkit.ThrowawayVm;
import org.junit.jupiter.api.Test;

class OneMachineTest {
    @Tiny
    private ThrowawayVm vm;

    @Test
    void machineRunsAndMayBeStopped() {
        assertEquals(VmState.RUNNING, vm.vm().state());
        vm.compute().forceStop(vm.id()).await();
        assertEquals(VmState.STOPPED, vm.vm().state());
    }
}
