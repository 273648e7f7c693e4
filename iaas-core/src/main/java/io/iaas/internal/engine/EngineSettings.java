package io.iaas.internal.engine;

import java.time.Duration;

/**
 * How the engine works.
 *
 * @param node the name of this process among those on the same database
 * @param workers how many operations run at once; 0 for none
 * @param lease how long a claim holds without renewal
 * @param grace how long after a lease's end others wait: longer than the longest call to a hypervisor
 * @param poll how long until a look for work that no wake-up told of
 * @param maxAttempts how often an operation is claimed to go forward before it is undone
 * @param maxUndoAttempts how often an undo is tried before it is blocked
 * @param closeTimeout how long a close waits for running operations
 */
public record EngineSettings(
        String node,
        int workers,
        Duration lease,
        Duration grace,
        Duration poll,
        int maxAttempts,
        int maxUndoAttempts,
        Duration closeTimeout) {
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(200);
    private static final int MAX_DOUBLINGS = 7;

    /** Returns how long to wait before the next try: 0.2 s, doubled with each try up to 25.6 s. */
    Duration backOff(int tries) {
        return FIRST_BACK_OFF.multipliedBy(1L << Math.min(Math.max(tries, 0), MAX_DOUBLINGS));
    }

    /** Returns how long before its lease's end a worker stops itself. */
    Duration margin() {
        return lease.dividedBy(5);
    }
}
