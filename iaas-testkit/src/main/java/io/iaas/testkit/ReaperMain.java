package io.iaas.testkit;

import com.sun.jna.Library;
import com.sun.jna.Native;
import io.iaas.spi.hypervisor.HypervisorException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The process that cleans up behind a run. It waits for the end of its standard input, which is the end of the run's
 * process, takes over its lease, reaps, and ends. Where the run has ended its lease itself, nothing is left to do.
 */
final class ReaperMain {
    /** What it says when it is out of the reach of signals to the run's process group. */
    static final String READY = "ready";

    private static final Duration UNTIL_UNLOCKED = Duration.ofSeconds(10);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private ReaperMain() {}

    /** The C library. */
    interface LibC extends Library {
        /** Makes the process the leader of a session of its own. */
        int setsid();
    }

    /** Runs with the directory of leases, the name of the host, and the installation of the run. */
    public static void main(String[] args) throws IOException {
        Native.load("c", LibC.class).setsid();
        System.out.println(READY);
        System.out.close();
        System.in.transferTo(OutputStream.nullOutputStream());
        LeaseDirectory directory = LeaseDirectory.at(Path.of(args[0]), args[1]);
        Optional<Lease> lease = take(directory, args[2]);
        if (lease.isPresent()) {
            reap(directory, lease.get());
        }
    }

    /** A pipe may be told to have ended before the lock is free. */
    private static Optional<Lease> take(LeaseDirectory directory, String installation) {
        long deadline = System.nanoTime() + UNTIL_UNLOCKED.toNanos();
        Optional<Lease> taken = directory.takeDead(installation);
        while (taken.isEmpty() && directory.has(installation) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            taken = directory.takeDead(installation);
        }
        return taken;
    }

    private static void reap(LeaseDirectory directory, Lease lease) {
        try {
            new Reaper(directory).reap(lease, PATIENCE);
        } catch (HypervisorException e) {
            // Its lease is still there, and the next run tells why it cannot be reaped.
            System.exit(1);
        }
    }
}
