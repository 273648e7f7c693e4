package io.iaas.spi.hypervisor;

import io.iaas.host.Finding;
import io.iaas.host.HostId;
import java.util.List;
import java.util.Set;

/**
 * A host and its driver: the entry to one interface for each capability. A driver connects when it is first used and
 * again after a loss; building one needs no host.
 *
 * <p>Callers: services and the operation engine's workers. Threads: any, concurrently. A method whose capability is not
 * declared throws {@link UnsupportedCapabilityException} and never does nothing in silence.
 */
public interface Hypervisor extends AutoCloseable {
    /** Returns the name of the host. Constant, without a call. */
    HostId hostId();

    /** Returns what the driver can do on this host. Constant, without a call. */
    Set<Capability> capabilities();

    /**
     * Asks the host to describe itself.
     *
     * @throws HypervisorException HYPERVISOR_UNAVAILABLE or HYPERVISOR_TIMEOUT when it does not answer
     */
    HostDescription describe();

    /** Returns what defines and removes domains. */
    Domains domains();

    /** Returns what starts and stops domains. */
    DomainPower power();

    /** Returns what keeps domains as they are at one moment. */
    Checkpoints checkpoints();

    /** Returns what creates, fills and deletes volumes. */
    Volumes volumes();

    /** Returns what keeps consoles. */
    Consoles consoles();

    /** Returns what attaches to serial consoles. */
    SerialConsoles serialConsoles();

    /** Returns the networks. */
    Networks networks();

    /** Returns what tells of changes; listening needs {@link Capability#EVENTS}. */
    DomainEvents events();

    /** Returns what tells the consumption of domains. */
    Metrics metrics();

    /** Returns what speaks with the agents of guests. */
    GuestAgents agents();

    /** Returns what shows domains as the host has them. */
    Evidence evidence();

    /**
     * Looks for what is wrong with the host, in words and with the cure. Never throws for the host's sake: what does
     * not answer is a finding. Changes nothing that stays.
     */
    List<Finding> diagnose();

    /**
     * Removes what the driver made for itself on the host (pool, network, filter) where nothing is in it or on it any more and
     * the driver knows it as its own. Domains and volumes are never removed. Idempotent.
     *
     * @return what was removed, in words; empty when nothing was
     */
    List<String> release();

    /** Ends all connections. Guests run on, but for ephemeral ones. Idempotent; calls after it throw {@link io.iaas.error.ClosedException}. */
    @Override
    void close();
}
