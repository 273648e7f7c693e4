package io.iaas.memory;

import io.iaas.error.ErrorCode;
import io.iaas.network.MacAddress;
import io.iaas.network.Network;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.Networks;
import io.iaas.spi.hypervisor.NicAttachment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

final class SimulatedNetworks implements Networks {
    private final CallGate gate;
    private final HostState host;

    SimulatedNetworks(CallGate gate, HostState host) {
        this.gate = gate;
        this.host = host;
    }

    @Override
    public Network ensureDefault() {
        return gate.call(
                SimulatedCall.ENSURE_NETWORK,
                () -> host.locked(() -> {
                    host.setNetwork(true);
                    return new Network(Network.DEFAULT, Network.Mode.NAT);
                }));
    }

    @Override
    public Map<MacAddress, List<InetAddress>> leases() {
        return gate.call(SimulatedCall.LIST_LEASES, () -> host.locked(this::held));
    }

    @Override
    public InetSocketAddress forward(DomainRef ref, int port) {
        return gate.call(
                SimulatedCall.FORWARD_PORT,
                () -> host.locked(() -> {
                    SimulatedDomain domain = host.domains().present(ref);
                    if (domain.run().isEmpty()) {
                        throw new HypervisorException(ErrorCode.WRONG_STATE, ref + " is " + domain.state(), "");
                    }
                    return new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), domain.forwards().computeIfAbsent(port, host::portFor));
                }));
    }

    private Map<MacAddress, List<InetAddress>> held() {
        long now = host.now();
        Map<MacAddress, List<InetAddress>> held = new HashMap<>();
        host.domains()
                .live()
                .flatMap(domain -> domain.run().stream())
                .filter(run -> run.holdsAddress(now))
                .flatMap(run -> run.spec().nics().stream())
                .map(NicAttachment::mac)
                .forEach(mac -> held.put(mac, List.of(host.addresses().of(mac))));
        return Map.copyOf(held);
    }
}
