package io.iaas.spi.hypervisor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Defines and removes domains, and tells of them.
 *
 * <p>Caller: the operation engine's workers, and services that list. Threads: any, concurrently, but never two for the
 * same domain. Blocking: every call ends within the driver's call limit. Errors: {@link HypervisorException}; a call
 * that ends with {@code HYPERVISOR_UNAVAILABLE} or {@code HYPERVISOR_TIMEOUT} may or may not have had its effect, and
 * the caller observes before it acts again. A foreign domain under the name or the UUID of a {@link DomainRef} is
 * {@code FOREIGN_RESOURCE} and is never changed.
 */
public interface Domains {
    /**
     * Defines a domain, powered off. It stays, also when it is powered off again, unless the driver declares
     * {@link Capability#EPHEMERAL}. Idempotent: ours under the same reference is defined anew.
     *
     * @throws HypervisorException FOREIGN_RESOURCE when name or UUID belong to a domain that is not ours;
     *     HYPERVISOR_REFUSED when the host cannot have such a domain; WRONG_STATE when it runs and guests are ephemeral.
     *     Nothing is defined then.
     * @throws UnsupportedCapabilityException when the spec needs what the driver lacks
     */
    void define(DomainSpec spec);

    /**
     * Removes a domain that is powered off, with its NVRAM. Idempotent: an absent domain is a success.
     *
     * @throws HypervisorException WRONG_STATE when it runs; FOREIGN_RESOURCE. It stays then.
     */
    void undefine(DomainRef ref);

    /** Returns whatever domain has the UUID or the name, ours or not; empty when there is none. */
    Optional<ObservedDomain> find(DomainRef ref);

    /** Returns every domain of the host with its owner: an inventory, not for frequent use. */
    List<ObservedDomain> inventory();

    /** Returns the state of every domain of the host by UUID, in one call to the hypervisor. */
    Map<UUID, DomainState> states();

    /**
     * Returns the states of those of the given domains that the host has, ours or not, by UUID, in a number of calls to
     * the hypervisor that does not depend on theirs, nor on that of the host's other domains.
     */
    Map<UUID, DomainState> states(Set<UUID> domains);

    /**
     * Changes the title that people see. Works while the domain runs. Idempotent.
     *
     * @throws HypervisorException NOT_FOUND; FOREIGN_RESOURCE
     */
    void setTitle(DomainRef ref, String title);
}
