package io.iaas.faults;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What must not be, seen while it was. */
final class Violations {
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private long newestEpoch;

    void add(String violation) {
        seen.add(violation);
    }

    /** Notes that a worker changes the host or the records: never one whose claim is older than another's that did. */
    synchronized void changedUnder(long epoch, String what) {
        if (epoch < newestEpoch) {
            add("a change under claim " + epoch + " after claim " + newestEpoch + ": " + what);
        }
        claimed(epoch);
    }

    synchronized void claimed(long epoch) {
        newestEpoch = Math.max(newestEpoch, epoch);
    }

    /** What comes next may be another operation, and its claims are counted from the first again. */
    synchronized void forgetClaims() {
        newestEpoch = 0;
    }

    List<String> seen() {
        return seen;
    }
}
