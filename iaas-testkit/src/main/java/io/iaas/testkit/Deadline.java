package io.iaas.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** When something must have come true. */
record Deadline(long nanos) {
    static Deadline in(Duration limit) {
        return new Deadline(System.nanoTime() + limit.toNanos());
    }

    boolean passed() {
        return leftNanos() <= 0;
    }

    long leftNanos() {
        return nanos - System.nanoTime();
    }

    /** Returns what is left, at least a millisecond, which is what "no limit" is not. */
    int leftMillis() {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, leftNanos() / 1_000_000));
    }

    /**
     * Lets a while pass, but not beyond the deadline.
     *
     * @throws SshException when the thread is interrupted, which it stays
     */
    void pause(Duration pause) {
        LockSupport.parkNanos(Math.min(pause.toNanos(), leftNanos()));
        if (Thread.currentThread().isInterrupted()) {
            throw new SshException("interrupted");
        }
    }
}
