package io.iaas.spi.hypervisor;

import io.iaas.compute.MetricGroup;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Tells what domains consume; needs {@link Capability#METRICS}.
 *
 * <p>Caller: services. Threads: any, concurrently. Blocking: every call ends within the driver's call limit, and stands
 * in nobody's way: neither an operation nor a list waits for a reading, however long it takes. Errors:
 * {@link HypervisorException}. Changes nothing.
 */
public interface Metrics {
    /**
     * Reads some domains, in a number of calls to the hypervisor that does not depend on theirs until the protocol caps
     * one. Asks the host for the given groups only.
     *
     * <p>A domain that is off, crashed or not there is not in the result; whose a domain is does not matter. One that is
     * busy or hung is in it with what can be told without waiting for it. Of a domain that hangs, one reading may learn
     * the hard way; the others are not held up, and tell of all other domains in full. When more domains hang than the
     * driver can bear, it may leave out of all what needs their answer, until they answer or are gone.
     *
     * @param domains which ones; with none of them the host is not asked
     * @param groups what to read; at least one
     */
    Map<UUID, DomainMetrics> read(Set<UUID> domains, Set<MetricGroup> groups);
}
