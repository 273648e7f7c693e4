package io.iaas.libvirt;

import io.iaas.network.MacAddress;
import io.iaas.network.Network;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.Networks;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;

/** The network of a libvirt host. */
final class LibvirtNetworks implements Networks {
    private final Lanes lanes;
    private final HostNetwork network;
    private final Fence fence;
    private final Declared declared;

    LibvirtNetworks(Lanes lanes, HostNetwork network, Fence fence, Declared declared) {
        this.lanes = lanes;
        this.network = network;
        this.fence = fence;
        this.declared = declared;
    }

    @Override
    public Network ensureDefault() {
        lanes.operations().change("start the network", session -> {
            network.ready(session);
            // Domains that were defined earlier start with it.
            fence.ready(session);
            return true;
        });
        return new Network(Network.DEFAULT, network.isUserMode() ? Network.Mode.USER : Network.Mode.NAT);
    }

    @Override
    public Map<MacAddress, List<InetAddress>> leases() {
        declared.require(Capability.ADDRESSES);
        return lanes.statistics()
                .read(
                        "list addresses",
                        session -> network.find(session)
                                .map(found -> new Leases(session).of(found))
                                .orElse(Map.of()));
    }
}
