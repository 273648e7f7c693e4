package io.iaas.internal.compute;

import io.iaas.compute.Vm;
import io.iaas.compute.VmState;
import io.iaas.internal.engine.ResourceNames;
import io.iaas.network.MacAddress;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.ObservedDomain;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lays what the host says now over what is recorded. A host that does not answer leaves the records as they are. */
final class LiveView {
    private static final Logger LOG = LoggerFactory.getLogger(LiveView.class);

    private final Hypervisor hypervisor;
    private final ResourceNames names;

    LiveView(Hypervisor hypervisor, ResourceNames names) {
        this.hypervisor = hypervisor;
        this.names = names;
    }

    /** Returns a machine as it is now. */
    Vm of(Vm vm) {
        if (!vm.state().observable()) {
            return vm;
        }
        try {
            Optional<DomainState> state =
                    hypervisor.domains().find(names.domain(vm.id())).map(ObservedDomain::state);
            return with(vm, state, leases());
        } catch (HypervisorException e) {
            LOG.debug("showing the recorded state of {}: {}", vm.name(), e.getMessage());
            return vm;
        }
    }

    /** Returns machines as they are now, by a number of calls that does not depend on theirs. */
    List<Vm> ofAll(List<Vm> vms) {
        if (vms.stream().noneMatch(vm -> vm.state().observable())) {
            return vms;
        }
        try {
            Map<UUID, DomainState> states = hypervisor.domains().states();
            Map<MacAddress, List<InetAddress>> leases = leases();
            return vms.stream()
                    .map(vm -> vm.state().observable()
                            ? with(vm, Optional.ofNullable(states.get(vm.id().value())), leases)
                            : vm)
                    .toList();
        } catch (HypervisorException e) {
            LOG.debug("showing recorded states: {}", e.getMessage());
            return vms;
        }
    }

    private Map<MacAddress, List<InetAddress>> leases() {
        return hypervisor.capabilities().contains(Capability.ADDRESSES)
                ? hypervisor.networks().leases()
                : Map.of();
    }

    private static Vm with(Vm vm, Optional<DomainState> state, Map<MacAddress, List<InetAddress>> leases) {
        Vm seen = vm.withState(state.map(LiveState::of).orElse(VmState.ERROR));
        return seen.withNics(vm.nics().stream()
                .map(nic -> leases.containsKey(nic.mac())
                        ? nic.withAddresses(leases.getOrDefault(nic.mac(), List.of()))
                        : nic)
                .toList());
    }
}
