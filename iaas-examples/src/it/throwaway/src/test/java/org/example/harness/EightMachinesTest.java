package org.example.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.iaas.compute.VmState;
import io.iaas.testkit.Throwaway;
import io.iaas.testkit.ThrowawayVm;
import io.iaas.testkit.VmGroup;
import org.junit.jupiter.api.Test;

class EightMachinesTest {
    @Throwaway(image = "builtin:boot-sector", memoryMib = 16, waitFor = Tiny.BOOTED, count = 8)
    private static VmGroup group;

    @Test
    void allOfAGroupRunTogether() {
        assertEquals(8, group.vms().stream().map(ThrowawayVm::id).distinct().count());
        group.vms().forEach(vm -> assertEquals(VmState.RUNNING, vm.vm().state()));
    }
}
