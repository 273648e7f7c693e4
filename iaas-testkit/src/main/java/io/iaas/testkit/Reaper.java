package io.iaas.testkit;

import io.iaas.libvirt.LibvirtHypervisor;
import io.iaas.reconcile.Remains;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.ObservedVolume;
import io.iaas.spi.hypervisor.VolumeName;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Removes what a run has left, and then its lease. It holds the lease, so the run is dead or ends here, and its records
 * were in its memory: whatever carries its installation is wanted by nobody. The same is done for a run that ends as it
 * should, for one that was killed, and at the start of the next one.
 */
final class Reaper {
    private static final String PROOF = "iaas-kvm-proof-";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    /** What a killed process had asked of libvirt may take effect behind its death, so one empty look is not enough. */
    private static final int EMPTY_LOOKS = 2;

    private final LeaseDirectory directory;

    Reaper(LeaseDirectory directory) {
        this.directory = directory;
    }

    /**
     * Removes all, and ends the lease.
     *
     * @param patience for how long it is tried again when something cannot be removed
     * @throws HypervisorException when something is left; the lease stays then, and this process lets go of it
     */
    void reap(Lease lease, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try (LibvirtHypervisor hypervisor = lease.place().driver().build()) {
            Remains remains = Remains.of(hypervisor, lease.installation());
            for (int empty = removed(remains, deadline) ? 0 : 1; empty < EMPTY_LOOKS; ) {
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
                empty = removed(remains, deadline) ? 0 : empty + 1;
            }
            directory.end(lease, () -> release(hypervisor));
        } finally {
            lease.file().close();
        }
    }

    /** A run that was killed while it proved KVM has left the proof's disk, which carries no installation. */
    private static void release(Hypervisor hypervisor) {
        hypervisor.volumes().list().stream()
                .map(ObservedVolume::name)
                .filter(name -> name.startsWith(PROOF))
                .forEach(name -> hypervisor.volumes().delete(new VolumeName(name)));
        hypervisor.release();
    }

    /** Returns whether there was something to be removed. */
    private static boolean removed(Remains remains, long deadline) {
        try {
            return !remains.remove().isEmpty();
        } catch (HypervisorException e) {
            if (System.nanoTime() > deadline) {
                throw e;
            }
            return true;
        }
    }
}
