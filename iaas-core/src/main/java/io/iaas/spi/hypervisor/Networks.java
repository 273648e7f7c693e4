package io.iaas.spi.hypervisor;

import io.iaas.network.MacAddress;
import io.iaas.network.Network;
import java.net.InetAddress;
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
}
