package io.iaas.memory;

import io.iaas.error.ErrorCode;
import io.iaas.image.Firmware;
import io.iaas.spi.hypervisor.Boot;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.Domains;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.ObservedDomain;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

final class SimulatedDomains implements Domains {
    private static final int MAX_VCPUS = 255;

    private final CallGate gate;
    private final HostState host;

    SimulatedDomains(CallGate gate, HostState host) {
        this.gate = gate;
        this.host = host;
    }

    @Override
    public void define(DomainSpec spec) {
        gate.requireOpen();
        requireCapabilities(spec);
        gate.run(
                SimulatedCall.DEFINE_DOMAIN,
                () -> host.run(() -> {
                    Optional<SimulatedDomain> ours = host.domains().ours(spec.ref());
                    requirePossible(spec);
                    if (ours.filter(SimulatedDomain::isEphemeral).isPresent()) {
                        throw new HypervisorException(ErrorCode.WRONG_STATE, spec.ref() + " runs", "");
                    }
                    ours.ifPresentOrElse(
                            domain -> domain.redefine(spec),
                            () -> host.domains().add(SimulatedDomain.of(spec)));
                }));
    }

    @Override
    public void undefine(DomainRef ref) {
        gate.run(
                SimulatedCall.UNDEFINE_DOMAIN,
                () -> host.run(() -> host.domains().ours(ref).ifPresent(domain -> {
                    if (domain.live()) {
                        throw new HypervisorException(ErrorCode.WRONG_STATE, ref + " is " + domain.state(), "");
                    }
                    host.domains().remove(domain);
                })));
    }

    @Override
    public Optional<ObservedDomain> find(DomainRef ref) {
        return gate.call(
                SimulatedCall.FIND_DOMAIN,
                () -> host.locked(() -> host.domains().find(ref).map(SimulatedDomain::observed)));
    }

    @Override
    public List<ObservedDomain> inventory() {
        return gate.call(
                SimulatedCall.LIST_DOMAINS,
                () -> host.locked(() -> host.domains().all().stream()
                        .map(SimulatedDomain::observed)
                        .toList()));
    }

    @Override
    public Map<UUID, DomainState> states() {
        return gate.call(
                SimulatedCall.LIST_STATES,
                () -> host.locked(() -> host.domains().all().stream()
                        .collect(Collectors.toUnmodifiableMap(SimulatedDomain::uuid, SimulatedDomain::state))));
    }

    @Override
    public Map<UUID, DomainState> states(Set<UUID> domains) {
        return states().entrySet().stream()
                .filter(state -> domains.contains(state.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void setTitle(DomainRef ref, String title) {
        gate.run(
                SimulatedCall.SET_TITLE,
                () -> host.run(() -> host.domains().present(ref).setTitle(title)));
    }

    private void requireCapabilities(DomainSpec spec) {
        if (spec.boot() instanceof Boot.Kernel) {
            gate.require(Capability.DIRECT_BOOT);
        }
        if (spec.boot() instanceof Boot.Disk disk && disk.firmware() == Firmware.UEFI) {
            gate.require(Capability.UEFI);
        }
        if (spec.consoleLog().isPresent()) {
            gate.require(Capability.CONSOLE_LOG);
        }
    }

    private static void requirePossible(DomainSpec spec) {
        if (spec.vcpus() < 1 || spec.vcpus() > MAX_VCPUS || spec.memoryMib() < 1) {
            throw new HypervisorException(
                    ErrorCode.HYPERVISOR_REFUSED,
                    spec.ref() + " cannot have " + spec.vcpus() + " processors and " + spec.memoryMib() + " MiB",
                    "");
        }
    }
}
