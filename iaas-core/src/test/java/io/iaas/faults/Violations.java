package io.iaas.faults;

import io.iaas.operation.OperationId;
import io.iaas.spi.repository.Claim;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** What must not be, seen while it was. */
final class Violations {
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final Map<OperationId, Long> newestEpochs = new HashMap<>();

    void add(String violation) {
        seen.add(violation);
    }

    /** Notes that a worker changes the host or the records: never one whose claim is older than another's that did. */
    synchronized void changedUnder(Claim claim, String what) {
        long newest = newestEpochs.getOrDefault(claim.operation(), 0L);
        if (claim.epoch() < newest) {
            add("a change under claim " + claim.epoch() + " after claim " + newest + ": " + what);
        }
        claimed(claim);
    }

    synchronized void claimed(Claim claim) {
        newestEpochs.merge(claim.operation(), claim.epoch(), Math::max);
    }

    List<String> seen() {
        return seen;
    }
}
