package io.iaas.examples.simulation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.iaas.memory.HostSnapshot;
import io.iaas.memory.SimulatedHost;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.spi.hypervisor.Boot;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.hypervisor.VolumeSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a simulated host holds, without the bytes of its volumes, in an order that depends on nothing else. What earlier
 * versions did not keep is optional.
 *
 * @param volumes its volumes, those that others lie over first
 * @param consoles its console logs
 * @param domains its domains
 * @param written what was written to volumes, by name
 * @param foreign what is not the library's
 */
record SimulationState(
        List<VolumeSpec> volumes,
        List<String> consoles,
        List<Domain> domains,
        Optional<Map<String, Written>> written,
        Optional<Foreign> foreign) {
    static final SimulationState EMPTY =
            new SimulationState(List.of(), List.of(), List.of(), Optional.empty(), Optional.empty());

    /** Names of volumes are keys here: without end, so they are not remembered. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                    .build())
            .addMixIn(Boot.class, BootType.class)
            .build();

    /** A domain, what it does, and whether it has a checkpoint; its title may be another one than it was defined with. */
    record Domain(DomainSpec spec, DomainState state, Optional<String> title, Optional<Boolean> checkpoint) {}

    /** How much was written to a volume, and its digest. */
    record Written(long lengthBytes, String sha256) {}

    /** Domains with their UUIDs, powered off, and raw volumes of 1 MiB. */
    record Foreign(Map<String, UUID> domains, List<String> volumes) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Boot.Disk.class, name = "disk"),
        @JsonSubTypes.Type(value = Boot.Kernel.class, name = "kernel")
    })
    private interface BootType {}

    /**
     * Returns what a host holds.
     *
     * @param earlier what it was restored from: volumes come back without their bytes, but not without their digests
     */
    static SimulationState of(HostSnapshot host, SimulationState earlier) {
        HostSnapshot foreign = host.foreign();
        List<VolumeSpec> volumes = host.volumes().entrySet().stream()
                .filter(entry -> !entry.getValue().foreign())
                .map(entry -> volume(entry.getKey(), entry.getValue(), host))
                .sorted(Comparator.comparing(
                                (VolumeSpec volume) -> volume.backing().isPresent())
                        .thenComparing(volume -> volume.name().value()))
                .toList();
        List<Domain> domains = host.domains().values().stream()
                .flatMap(domain -> domain.spec().stream()
                        .map(spec -> new Domain(
                                spec,
                                domain.state(),
                                Optional.of(domain.title()),
                                Optional.of(hasCheckpoint(spec, host)))))
                .sorted(Comparator.comparing(domain -> domain.spec().ref().name()))
                .toList();
        return new SimulationState(
                volumes,
                host.consoles().stream().sorted().toList(),
                domains,
                Optional.of(earlier.written(host)),
                Optional.of(new Foreign(
                        uuids(foreign),
                        foreign.volumes().keySet().stream().sorted().toList())));
    }

    private static boolean hasCheckpoint(DomainSpec spec, HostSnapshot host) {
        return spec.disks().stream()
                .flatMap(disk ->
                        Optional.ofNullable(host.volumes().get(disk.volume().value())).stream())
                .anyMatch(HostSnapshot.Volume::checkpoint);
    }

    private static VolumeSpec volume(String name, HostSnapshot.Volume volume, HostSnapshot host) {
        Optional<VolumeSpec.Backing> backing = volume.backing()
                .flatMap(below -> Optional.ofNullable(host.volumes().get(below))
                        .map(found -> new VolumeSpec.Backing(new VolumeName(below), found.format())));
        return new VolumeSpec(new VolumeName(name), volume.format(), volume.capacityBytes(), backing);
    }

    private Map<String, Written> written(HostSnapshot host) {
        Map<String, Written> all = new TreeMap<>(written.orElse(Map.of()));
        all.keySet().retainAll(host.volumes().keySet());
        host.volumes().forEach((name, volume) -> {
            if (volume.lengthBytes() > 0) {
                all.put(name, new Written(volume.lengthBytes(), volume.sha256()));
            }
        });
        return all;
    }

    private static Map<String, UUID> uuids(HostSnapshot foreign) {
        Map<String, UUID> uuids = new TreeMap<>();
        foreign.domains().forEach((name, domain) -> uuids.put(name, domain.uuid()));
        return uuids;
    }

    static SimulationState parse(String json) {
        return json.isEmpty() ? EMPTY : MAPPER.readValue(json, SimulationState.class);
    }

    String json() {
        return MAPPER.writeValueAsString(this);
    }

    /** Makes all of it anew on an empty host. */
    void restore(SimulatedHost host) {
        try (SimulatedHypervisor driver = SimulatedHypervisor.connect(host)) {
            driver.networks().ensureDefault();
            volumes.forEach(driver.volumes()::create);
            consoles.forEach(name -> driver.consoles().create(new VolumeName(name)));
            domains.forEach(domain -> restore(driver, domain));
        }
        foreign.ifPresent(beside -> {
            beside.domains().forEach(host::addForeignDomain);
            beside.volumes().forEach(name -> host.addForeignVolume(new VolumeName(name)));
        });
    }

    private static void restore(Hypervisor driver, Domain domain) {
        DomainRef ref = domain.spec().ref();
        driver.domains().define(domain.spec());
        domain.title().ifPresent(title -> driver.domains().setTitle(ref, title));
        if (domain.checkpoint().orElse(false)) {
            driver.power().start(ref);
            driver.checkpoints().take(ref);
            driver.power().powerOff(ref);
        }
        if (domain.state() == DomainState.RUNNING || domain.state() == DomainState.PAUSED) {
            driver.power().start(ref);
        }
        if (domain.state() == DomainState.PAUSED) {
            driver.power().pause(ref);
        }
    }
}
