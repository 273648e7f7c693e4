package io.iaas.examples.cli;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.iaas.memory.HostSnapshot;
import io.iaas.spi.hypervisor.Boot;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.hypervisor.VolumeSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a simulated host holds, without the bytes of its volumes.
 *
 * @param volumes its volumes, those that others lie over first
 * @param consoles its console logs
 * @param domains its domains
 */
record SimulationState(List<VolumeSpec> volumes, List<String> consoles, List<Domain> domains) {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().addMixIn(Boot.class, BootType.class).build();

    /** A domain and what it does. */
    record Domain(DomainSpec spec, DomainState state) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Boot.Disk.class, name = "disk"),
        @JsonSubTypes.Type(value = Boot.Kernel.class, name = "kernel")
    })
    private interface BootType {}

    static SimulationState of(HostSnapshot host) {
        List<VolumeSpec> volumes = host.volumes().entrySet().stream()
                .map(entry -> volume(entry.getKey(), entry.getValue(), host))
                .sorted(Comparator.comparing(volume -> volume.backing().isPresent()))
                .toList();
        List<Domain> domains = host.domains().values().stream()
                .flatMap(domain -> domain.spec().stream().map(spec -> new Domain(spec, domain.state())))
                .toList();
        return new SimulationState(volumes, List.copyOf(host.consoles()), domains);
    }

    private static VolumeSpec volume(String name, HostSnapshot.Volume volume, HostSnapshot host) {
        Optional<VolumeSpec.Backing> backing = volume.backing()
                .flatMap(below -> Optional.ofNullable(host.volumes().get(below))
                        .map(found -> new VolumeSpec.Backing(new VolumeName(below), found.format())));
        return new VolumeSpec(new VolumeName(name), volume.format(), volume.capacityBytes(), backing);
    }

    static SimulationState parse(String json) {
        return MAPPER.readValue(json, SimulationState.class);
    }

    String json() {
        return MAPPER.writeValueAsString(this);
    }

    /** Makes all of it anew on an empty host. */
    void restore(Hypervisor host) {
        host.networks().ensureDefault();
        volumes.forEach(host.volumes()::create);
        consoles.forEach(name -> host.consoles().create(new VolumeName(name)));
        domains.forEach(domain -> restore(host, domain));
    }

    private static void restore(Hypervisor host, Domain domain) {
        host.domains().define(domain.spec());
        if (domain.state() == DomainState.RUNNING || domain.state() == DomainState.PAUSED) {
            host.power().start(domain.spec().ref());
        }
        if (domain.state() == DomainState.PAUSED) {
            host.power().pause(domain.spec().ref());
        }
    }
}
