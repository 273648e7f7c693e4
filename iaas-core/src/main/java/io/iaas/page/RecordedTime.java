package io.iaas.page;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as records hold them: in whole milliseconds since 1970, which leave the ages of {@link Instant} out. */
public final class RecordedTime {
    private static final Instant EARLIEST = Instant.ofEpochMilli(Long.MIN_VALUE);
    private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE);

    private RecordedTime() {}

    /** Returns the first recorded time that does not come before another one: the same records come before both. */
    public static Instant notBefore(Instant time) {
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            return time.isBefore(EARLIEST) ? EARLIEST : LATEST;
        }
        Instant whole = time.truncatedTo(ChronoUnit.MILLIS);
        return whole.equals(time) ? whole : whole.plusMillis(1);
    }
}
