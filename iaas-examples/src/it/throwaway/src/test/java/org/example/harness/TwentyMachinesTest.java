package org.example.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.iaas.compute.VmState;
import io.iaas.testkit.ThrowawayVm;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;

class TwentyMachinesTest {
    private static final int MACHINES = 20;
    private static final CountDownLatch ALL = new CountDownLatch(MACHINES);

    @RepeatedTest(MACHINES)
    void testsThatRunAtOnceHaveAMachineEach(@Tiny ThrowawayVm vm) throws InterruptedException {
        ALL.countDown();
        assertTrue(ALL.await(2, TimeUnit.MINUTES), "20 machines at once");
        assertEquals(VmState.RUNNING, vm.vm().state());
    }
}
