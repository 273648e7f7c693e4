package io.iaas.examples.cli;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.iaas.spi.hypervisor.Boot;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.hypervisor.VolumeSpec;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a simulated host holds, without the bytes of its volumes.
 *
 * @param volumes its volumes, those below first
 * @param consoles its console logs
 * @param domains its domains
 */
record SimulationState(List<VolumeSpec> volumes, List<VolumeName> consoles, List<Domain> domains) {
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

    static SimulationState empty() {
        return new SimulationState(List.of(), List.of(), List.of());
    }

    static SimulationState parse(String json) {
        return MAPPER.readValue(json, SimulationState.class);
    }

    String json() {
        return MAPPER.writeValueAsString(this);
    }

    /** Makes all of it anew on an empty host. */
    void restore(Hypervisor host) {
        volumes.forEach(host.volumes()::create);
        consoles.forEach(host.consoles()::create);
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
