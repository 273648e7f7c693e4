package io.iaas.examples.system;

import io.iaas.error.IaasException;
import io.iaas.libvirt.LibvirtHypervisor;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.VolumeName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;

/** Calls, collects garbage and closes all at once, in a JVM of its own: one wrong pointer and it dies by a signal. */
final class CloseRace {
    private static final int ROUNDS = 40;
    private static final int CALLERS = 6;

    private CloseRace() {}

    public static void main(String[] arguments) throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            Hypervisor hypervisor = LibvirtHypervisor.connect(arguments[0]);
            CountDownLatch answers =
                    new CountDownLatch(ThreadLocalRandom.current().nextInt(4 * CALLERS));
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                Thread caller = new Thread(() -> call(hypervisor, answers));
                caller.start();
                callers.add(caller);
            }
            answers.await();
            System.gc();
            hypervisor.close();
            for (Thread caller : callers) {
                caller.join();
            }
        }
        System.out.println("survived");
    }

    private static void call(Hypervisor hypervisor, CountDownLatch answers) {
        try {
            while (true) {
                hypervisor.domains().inventory();
                // Fails in libvirt, which then calls the error callback.
                hypervisor.volumes().find(new VolumeName("absent"));
                answers.countDown();
            }
        } catch (IaasException closed) {
            return;
        }
    }
}
