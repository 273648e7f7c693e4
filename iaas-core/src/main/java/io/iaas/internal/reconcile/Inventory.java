package io.iaas.internal.reconcile;

import io.iaas.compute.VmId;
import io.iaas.internal.engine.ResourceNames;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.ObservedDomain;
import io.iaas.spi.hypervisor.ObservedVolume;
import io.iaas.spi.hypervisor.VolumeName;
import io.iaas.spi.repository.ResourceKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a host has, or a part of it, whoever's.
 *
 * @param domains the domains by UUID
 * @param names the names of the domains
 * @param files the names of volumes and console logs
 */
public record Inventory(Map<UUID, ObservedDomain> domains, Set<String> names, Set<String> files) {
    /** Looks at everything, by a number of calls that does not depend on how much there is. */
    public static Inventory whole(Hypervisor hypervisor) {
        List<ObservedDomain> domains = hypervisor.domains().inventory();
        Set<String> files =
                hypervisor.volumes().list().stream().map(ObservedVolume::name).collect(Collectors.toSet());
        if (keepsLogs(hypervisor)) {
            files.addAll(hypervisor.consoles().list());
        }
        return of(domains, files);
    }

    /** Looks at the domain of one machine, and at some files. */
    static Inventory around(
            Hypervisor hypervisor, ResourceNames names, UUID machine, Collection<ResourceKey> candidates) {
        Optional<ObservedDomain> domain = hypervisor.domains().find(names.domain(new VmId(machine)));
        Set<String> files = new HashSet<>();
        candidates.stream().filter(key -> exists(hypervisor, key)).forEach(key -> files.add(key.key()));
        return of(domain.stream().toList(), files);
    }

    /** Returns whether a file is there. */
    static boolean exists(Hypervisor hypervisor, ResourceKey file) {
        VolumeName name = new VolumeName(file.key());
        return file.kind() == ResourceKey.Kind.CONSOLE_LOG
                ? hypervisor.consoles().exists(name)
                : hypervisor.volumes().find(name).isPresent();
    }

    static boolean keepsLogs(Hypervisor hypervisor) {
        return hypervisor.capabilities().contains(Capability.CONSOLE_LOG);
    }

    private static Inventory of(List<ObservedDomain> domains, Set<String> files) {
        return new Inventory(
                domains.stream().collect(Collectors.toMap(ObservedDomain::uuid, Function.identity())),
                domains.stream().map(ObservedDomain::name).collect(Collectors.toSet()),
                files);
    }

    /** Returns the domain of a UUID. */
    Optional<ObservedDomain> domain(UUID uuid) {
        return Optional.ofNullable(domains.get(uuid));
    }
}
