package io.iaas.reconcile;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What differs between the records and the hosts, and what was done about it.
 *
 * @param time when the records were read, by the database's clock
 * @param scanned what was looked at
 * @param drifts the differences, in the order of the kinds and of the resources' names
 * @param breaker why nothing was reaped although something might have been; empty when the limit was kept
 */
public record DriftReport(Instant time, Scanned scanned, List<Drift> drifts, Optional<String> breaker) {
    /**
     * What was looked at.
     *
     * @param domains domains on the hosts, whoever's
     * @param volumes volumes and console logs on the hosts, whoever's
     * @param owned how many of both are provably ours
     * @param vms recorded machines
     * @param images recorded images
     * @param busy machines and images that were left alone because an operation on them is unfinished
     */
    public record Scanned(int domains, int volumes, int owned, int vms, int images, int busy) {}

    /** Copies the list. */
    public DriftReport {
        drifts = List.copyOf(drifts);
    }

    /** Returns whether nothing differs, or everything that did was put right. */
    public boolean clean() {
        return drifts.stream()
                .map(drift -> drift.outcome().action())
                .allMatch(action -> action == Drift.Action.REPAIRED || action == Drift.Action.REAPED);
    }

    /** Returns the differences of a kind. */
    public List<Drift> of(Drift.Kind kind) {
        return drifts.stream().filter(drift -> drift.kind() == kind).toList();
    }

    /** Returns the differences about which this was done. */
    public List<Drift> with(Drift.Action action) {
        return drifts.stream()
                .filter(drift -> drift.outcome().action() == action)
                .toList();
    }
}
