package io.iaas.internal.compute;

import java.time.Duration;

/**
 * How long nothing is tried again that was tried in vain: a minute, and twice as long each time, up to an hour.
 *
 * @param begin when it was tried, by the monotonic clock in nanoseconds
 * @param length how long it is left in peace since
 */
record Pause(long begin, Duration length) {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    static Pause first(long begin) {
        return new Pause(begin, SHORTEST);
    }

    /** Returns the pause behind another try. */
    Pause longer(long now) {
        Duration twice = length.multipliedBy(2);
        return new Pause(now, twice.compareTo(LONGEST) < 0 ? twice : LONGEST);
    }

    boolean over(long now) {
        return now - begin >= length.toNanos();
    }

    /** Returns whether nobody tried again for so long that whatever was in the way is settled. */
    boolean forgotten(long now) {
        return now - begin >= length.plus(LONGEST).toNanos();
    }
}
