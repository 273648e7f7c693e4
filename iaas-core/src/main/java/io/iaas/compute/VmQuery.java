package io.iaas.compute;

import io.iaas.error.InvalidInputException;
import io.iaas.host.HostId;
import io.iaas.page.RecordedTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which virtual machines to list, and in which order. A machine must fit every part that is given.
 *
 * @param state only those recorded in this state
 * @param labels only those that carry all of these
 * @param namePrefix only those whose names begin so, case counting
 * @param host only those on this host
 * @param expiringBefore only those whose lease ends before this time
 * @param order in which order
 */
public record VmQuery(
        Optional<VmState> state,
        Map<String, String> labels,
        Optional<String> namePrefix,
        Optional<HostId> host,
        Optional<Instant> expiringBefore,
        VmOrder order) {
    /** Checks the state and copies the labels. */
    public VmQuery {
        if (state.equals(Optional.of(VmState.UNKNOWN))) {
            throw new InvalidInputException("no machine is recorded as " + VmState.UNKNOWN);
        }
        labels = Labels.check(labels);
        expiringBefore = expiringBefore.map(RecordedTime::notBefore);
    }

    /** Returns the query for all machines of the project, oldest first. */
    public static VmQuery all() {
        return new VmQuery(
                Optional.empty(), Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), VmOrder.OLDEST_FIRST);
    }

    /** Returns the same query, narrowed to a state. */
    public VmQuery inState(VmState wanted) {
        return new VmQuery(Optional.of(wanted), labels, namePrefix, host, expiringBefore, order);
    }

    /** Returns the same query, narrowed to machines with this label. */
    public VmQuery withLabel(String key, String value) {
        Map<String, String> more = new HashMap<>(labels);
        more.put(key, value);
        return new VmQuery(state, more, namePrefix, host, expiringBefore, order);
    }

    /** Returns the same query, narrowed to names that begin so. */
    public VmQuery withNamePrefix(String prefix) {
        return new VmQuery(state, labels, Optional.of(prefix), host, expiringBefore, order);
    }

    /** Returns the same query, narrowed to a host. */
    public VmQuery on(HostId wanted) {
        return new VmQuery(state, labels, namePrefix, Optional.of(wanted), expiringBefore, order);
    }

    /** Returns the same query, narrowed to machines with a lease that ends before this time. */
    public VmQuery expiringBefore(Instant time) {
        return new VmQuery(state, labels, namePrefix, host, Optional.of(time), order);
    }

    /** Returns the same query in another order. */
    public VmQuery orderedBy(VmOrder wanted) {
        return new VmQuery(state, labels, namePrefix, host, expiringBefore, wanted);
    }
}
