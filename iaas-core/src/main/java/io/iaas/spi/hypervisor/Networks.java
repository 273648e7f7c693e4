package io.iaas.spi.hypervisor;

import io.iaas.network.MacAddress;
import io.iaas.network.Network;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/**
 * The networks of the host. Caller: the operation engine's workers, and services. Threads: any, concurrently. Blocking:
 * every call ends within the driver's call limit. Errors: {@link HypervisorException}.
 */
public interface Networks {
    /**
     * Makes sure that the network under {@link Network#DEFAULT} exists and is up, and describes it. Idempotent; a
     * network that somebody else keeps is used and never changed.
     */
    Network ensureDefault();

    /**
     * Returns which addresses the guests of the default network hold by lease now; needs {@link Capability#ADDRESSES}.
     * A guest without a lease is not in the map.
     */
    Map<MacAddress, List<InetAddress>> leases();

    /**
     * Has a free port of the loopback address lead to a TCP port of the guest, for as long as the domain is on, and
     * returns it; needs {@link Capability#PORT_FORWARDING}. No other address leads there. Idempotent: the same port of
     * the same guest is forwarded once, also when another driver asks. Whether the guest listens is not looked at: a
     * connection is accepted all the same, and ends, or is silent, when the guest does not take it.
     *
     * <p>A domain that is neither running nor paused is {@code WRONG_STATE}, an absent one {@code NOT_FOUND}, a foreign
     * one {@code FOREIGN_RESOURCE}; {@code HYPERVISOR_REFUSED} when there is no port free, or the domain has no interface.
     *
     * @param port of the guest, 1 to 65535
     */
    InetSocketAddress forward(DomainRef ref, int port);
}
