package io.iaas.libvirt;

import io.iaas.error.ErrorCode;
import io.iaas.network.MacAddress;
import io.iaas.network.Network;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.Networks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.libvirt.jna.DomainPointer;

/** The network of a libvirt host. */
final class LibvirtNetworks implements Networks {
    private static final Set<DomainState> LIVE = EnumSet.of(DomainState.RUNNING, DomainState.PAUSED);

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

    @Override
    public InetSocketAddress forward(DomainRef ref, int port) {
        declared.require(Capability.PORT_FORWARDING);
        String what = "forward port " + port + " of " + ref;
        return lanes.operations().change(what, session -> {
            DomainHandles domains = new DomainHandles(session);
            DomainPointer domain = domains.ours(ref).orElseThrow(() -> LibvirtDomains.absent(ref));
            DomainState state = domains.state(domain);
            if (!LIVE.contains(state)) {
                throw new HypervisorException(ErrorCode.WRONG_STATE, "cannot " + what + ": it is " + state, "");
            }
            return new UserModeNetwork(new QemuMonitor(session, domain, what)).forward(port);
        });
    }
}
