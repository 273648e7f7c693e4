package io.iaas.compute;

import io.iaas.error.InvalidInputException;
import java.time.Duration;

/**
 * What a create waits for before it calls itself done.
 *
 * @param until the condition
 * @param limit how long it may take from the start of the guest on
 * @param onTimeout what becomes of the machine when it does not come true in time
 */
public record Wait(WaitCondition until, Duration limit, OnTimeout onTimeout) {
    private static final Duration MAX = Duration.ofDays(1);

    /** What becomes of a machine whose condition did not come true in time. Either way the create is failed. */
    public enum OnTimeout {
        /** The machine stays as it is, for a look at it; the operation ends SUCCEEDED with WAIT_TIMEOUT as its failure. */
        KEEP,
        /** The create is undone. */
        DELETE
    }

    /** Checks the limit. */
    public Wait {
        if (limit.isNegative() || limit.isZero() || limit.compareTo(MAX) > 0) {
            throw new InvalidInputException("the time limit of a wait must be more than 0 and at most " + MAX);
        }
    }

    /** Returns a wait that undoes the create when the limit has passed. */
    public static Wait until(WaitCondition condition, Duration limit) {
        return new Wait(condition, limit, OnTimeout.DELETE);
    }

    /** Returns the same wait with the machine kept when the limit has passed. */
    public Wait keepOnTimeout() {
        return new Wait(until, limit, OnTimeout.KEEP);
    }
}
