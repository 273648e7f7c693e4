package io.iaas.libvirt;

import java.time.Duration;
import java.util.List;

/**
 * When, behind the begin of a connection, everything must be looked at again. It may be that the daemon was just
 * started and is still getting hold of the guests that outlived the one before: it says then that they run, and of one
 * that ends before it has hold of it, it tells nobody.
 */
final class Aftermath {
    private static final List<Duration> LOOKS =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30));

    private final long began = System.nanoTime();
    private int taken;

    /** Tells, once for each look, that its time has come. */
    boolean isDue() {
        boolean due = taken < LOOKS.size()
                && System.nanoTime() - began >= LOOKS.get(taken).toNanos();
        if (due) {
            taken++;
        }
        return due;
    }
}
