package io.iaas.internal.compute;

import io.iaas.compute.Vm;
import io.iaas.compute.VmState;
import io.iaas.network.MacAddress;
import io.iaas.network.Nic;
import io.iaas.spi.hypervisor.DomainState;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a host says of its domains.
 *
 * @param states what those do that were asked for and are there, by UUID
 * @param leases which addresses guests hold; none where the host does not know
 */
record HostReading(Map<UUID, DomainState> states, Map<MacAddress, List<InetAddress>> leases) {
    /** Lays it over a record. */
    Vm over(Vm vm) {
        Vm seen = withState(vm);
        return leases.isEmpty()
                ? seen
                : seen.withNics(vm.nics().stream().map(this::withAddresses).toList());
    }

    private Nic withAddresses(Nic nic) {
        return leases.containsKey(nic.mac()) ? nic.withAddresses(leases.getOrDefault(nic.mac(), List.of())) : nic;
    }

    private Vm withState(Vm vm) {
        @Nullable DomainState domain = states.get(vm.id().value());
        if (domain == null) {
            return vm.withState(VmState.ERROR, "its host has no such domain any more");
        }
        VmState state = LiveState.of(domain);
        return state == vm.state() ? vm : vm.withState(state);
    }
}
