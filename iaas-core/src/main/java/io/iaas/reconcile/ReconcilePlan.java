package io.iaas.reconcile;

import io.iaas.error.InvalidInputException;
import java.time.Duration;
import java.util.Optional;

/**
 * What to do again and again.
 *
 * @param interval the time between the end of one scan and the next one
 * @param repairs whether to do what {@link ReconcileService#repair} does
 * @param reapsAfter how long ago something must have been seen first, and in every scan since, to be removed; empty to
 *     remove nothing
 * @param limit how much may be removed by one scan
 */
public record ReconcilePlan(Duration interval, boolean repairs, Optional<Duration> reapsAfter, ReapLimit limit) {
    /** Checks the times. */
    public ReconcilePlan {
        if (interval.isNegative()
                || interval.isZero()
                || reapsAfter.filter(Duration::isNegative).isPresent()) {
            throw new InvalidInputException("the interval must be positive, and the grace not negative");
        }
    }

    /** Returns a plan that looks and changes nothing. */
    public static ReconcilePlan every(Duration interval) {
        return new ReconcilePlan(interval, false, Optional.empty(), ReapLimit.DEFAULT);
    }

    /** Returns the same plan that repairs as well. */
    public ReconcilePlan repairing() {
        return new ReconcilePlan(interval, true, reapsAfter, limit);
    }

    /** Returns the same plan that also removes what has been seen for this long. */
    public ReconcilePlan reapingAfter(Duration grace) {
        return new ReconcilePlan(interval, repairs, Optional.of(grace), limit);
    }

    /** Returns the same plan with another limit on what one scan may remove. */
    public ReconcilePlan within(ReapLimit chosen) {
        return new ReconcilePlan(interval, repairs, reapsAfter, chosen);
    }
}
