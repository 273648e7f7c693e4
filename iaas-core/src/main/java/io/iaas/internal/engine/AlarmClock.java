package io.iaas.internal.engine;

import java.time.Duration;

/** Remembers the earliest of the moments at which somebody wants to be woken. */
final class AlarmClock {
    private static final long FAR = Long.MAX_VALUE;
    /** The database's clock counts milliseconds; being early by one would miss what is due. */
    private static final Duration SLACK = Duration.ofMillis(2);

    private final long startedAt = System.nanoTime();
    private long ringsAt = FAR;

    /** Sets the alarm, unless an earlier one is set. */
    synchronized void ringIn(Duration wait) {
        ringsAt = Math.min(ringsAt, elapsed() + wait.plus(SLACK).toNanos());
    }

    /** Returns how long to sleep: until the alarm, or the given time if that is shorter or the alarm has rung. */
    synchronized Duration left(Duration longest) {
        long left = ringsAt - elapsed();
        if (left <= 0) {
            ringsAt = FAR;
            return longest;
        }
        return Duration.ofNanos(Math.min(left, longest.toNanos()));
    }

    private long elapsed() {
        return System.nanoTime() - startedAt;
    }
}
