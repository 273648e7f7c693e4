package io.iaas.internal.reconcile;

import io.iaas.error.ErrorCategory;
import io.iaas.error.IaasException;
import io.iaas.reconcile.Drift;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Treats drifts one after the other: looks again, and cures what is still one. When the host or the database does not
 * answer, the rest is left for another time.
 */
final class Treatment {
    private static final Logger LOG = LoggerFactory.getLogger(Treatment.class);

    private final Surveyor surveyor;
    private boolean cutOff;

    Treatment(Surveyor surveyor) {
        this.surveyor = surveyor;
    }

    /**
     * Cures a drift.
     *
     * @param cure gets the drift as it is now and what was seen right now; returns it with what was done
     */
    Drift of(Drift drift, BiFunction<Drift, Survey, Drift> cure) {
        if (cutOff) {
            return drift.with(Drift.Action.REFUSED, "the host or the database stopped answering before its turn");
        }
        Drift treated = guarded(drift, () -> {
            UUID owner = drift.ownerId().orElseThrow();
            Survey now = surveyor.around(owner);
            if (now.busy(owner)) {
                return drift.with(Drift.Action.REFUSED, "an operation is at work on it");
            }
            Optional<Drift> still = now.find(drift);
            return still.isPresent()
                    ? cure.apply(still.get(), now)
                    : drift.with(Drift.Action.REFUSED, "looked at again, it was not so any more");
        });
        LOG.info(
                "{} of {}: {}, {}",
                treated.kind(),
                treated.resource(),
                treated.outcome().action(),
                treated.outcome().note());
        return treated;
    }

    /** Makes a failure a part of the report. */
    Drift guarded(Drift drift, Supplier<Drift> work) {
        try {
            return work.get();
        } catch (IaasException e) {
            cutOff = e.category() == ErrorCategory.UNAVAILABLE;
            return drift.with(Drift.Action.FAILED, String.valueOf(e.getMessage()));
        }
    }
}
