package io.iaas.internal.compute;

import io.iaas.compute.Vm;
import io.iaas.internal.engine.ResourceNames;
import io.iaas.network.Nic;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.Hypervisor;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.Optional;

/**
 * Where ports of guests are reached from here. It follows from what the host can do, never from the moment: on a host that
 * tells addresses, a guest without one is waited for.
 *
 * @param hypervisor the host
 * @param names the names of resources on it
 */
record GuestPorts(Hypervisor hypervisor, ResourceNames names) {
    boolean byAddress() {
        return hypervisor.capabilities().contains(Capability.ADDRESSES);
    }

    /** Returns where a port is reached of a machine that runs; empty while its guest has no address. */
    Optional<InetSocketAddress> of(Vm vm, int port) {
        return byAddress()
                ? address(vm).map(address -> new InetSocketAddress(address, port))
                : Optional.of(forward(vm, port));
    }

    InetSocketAddress forward(Vm vm, int port) {
        return hypervisor.networks().forward(names.domain(vm.id()), port);
    }

    /** IPv4 first: an address of IPv6 may need a zone, which a lease does not tell. */
    private static Optional<InetAddress> address(Vm vm) {
        return vm.nics().stream()
                .map(Nic::addresses)
                .flatMap(addresses -> addresses.stream())
                .min(Comparator.comparing(address -> !(address instanceof Inet4Address)));
    }
}
