package io.iaas.internal.reconcile;

import io.iaas.reconcile.Drift;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Since when, and how often without a gap, scans have seen each drift. */
final class Sightings {
    private Map<Key, Sighting> current = Map.of();

    private record Key(Drift.Kind kind, Drift.Resource resource) {
        static Key of(Drift drift) {
            return new Key(drift.kind(), drift.resource());
        }
    }

    private record Sighting(long firstNanos, long lastNanos, int scans) {}

    /** Notes what a scan saw; what it did not see is forgotten. */
    void note(List<Drift> drifts, long nanos) {
        Map<Key, Sighting> next = new HashMap<>();
        for (Drift drift : drifts) {
            Sighting before = current.get(Key.of(drift));
            next.put(
                    Key.of(drift),
                    before == null
                            ? new Sighting(nanos, nanos, 1)
                            : new Sighting(before.firstNanos(), nanos, before.scans() + 1));
        }
        current = next;
    }

    /** Returns whether a drift was seen in two scans or more, the first one this long before the last one. */
    boolean outlasted(Drift drift, Duration grace) {
        return Optional.ofNullable(current.get(Key.of(drift)))
                .filter(seen -> seen.scans() > 1 && seen.lastNanos() - seen.firstNanos() >= grace.toNanos())
                .isPresent();
    }
}
