package io.iaas.faults;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Counts what happened and what is under way, for one who waits. */
final class Stirrings {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private long count;
    private int underWay;

    synchronized long count() {
        return count;
    }

    synchronized void stir() {
        count++;
        notifyAll();
    }

    synchronized void begin() {
        underWay++;
    }

    synchronized void end() {
        underWay--;
        notifyAll();
    }

    boolean awaitMoreThan(long seen, Duration patience) {
        return await(() -> count > seen, patience);
    }

    boolean awaitIdle(Duration patience) {
        return await(() -> underWay == 0, patience);
    }

    private synchronized boolean await(BooleanSupplier condition, Duration patience) {
        long began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            long left = (patience.toNanos() - (System.nanoTime() - began)) / NANOS_PER_MILLI;
            if (left <= 0) {
                return false;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
