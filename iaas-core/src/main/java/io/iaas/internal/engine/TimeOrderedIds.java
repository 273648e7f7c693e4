package io.iaas.internal.engine;

import java.security.SecureRandom;
import java.util.UUID;

/**
 * Makes UUIDs of version 7: they grow with time, also within a millisecond of one process, so that the order of ids is
 * the order of creation and new rows lie together in a database's indexes.
 */
public final class TimeOrderedIds {
    private static final int COUNTER_BITS = 12;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final SecureRandom random = new SecureRandom();
    private long last;

    /** Returns a new id, greater than all before it. */
    public UUID next() {
        return new UUID(high(System.currentTimeMillis()), (random.nextLong() >>> 2) | VARIANT);
    }

    /** Milliseconds and a counter as one growing number, so that an overflowing counter runs ahead of the clock. */
    private synchronized long high(long millis) {
        last = Math.max(last + 1, millis << COUNTER_BITS);
        return (last >>> COUNTER_BITS << 16) | 0x7000 | (last & ((1 << COUNTER_BITS) - 1));
    }
}
