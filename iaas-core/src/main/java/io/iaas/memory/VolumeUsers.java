package io.iaas.memory;

import io.iaas.spi.hypervisor.Boot;
import io.iaas.spi.hypervisor.DiskAttachment;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.VolumeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who uses the volumes of a simulated host: overlays, and guests that run. It is asked at each removal and each start, where
 * a host may have thousands of either. Guarded by the host's lock.
 */
final class VolumeUsers {
    private final Map<VolumeName, Set<String>> users = new HashMap<>();

    void begin(String user, VolumeName volume) {
        users.computeIfAbsent(volume, unused -> new LinkedHashSet<>()).add(user);
    }

    void end(String user, VolumeName volume) {
        users.computeIfPresent(volume, (name, all) -> all.remove(user) && all.isEmpty() ? null : all);
    }

    void begin(DomainSpec guest) {
        used(guest).forEach(volume -> begin(named(guest), volume));
    }

    void end(DomainSpec guest) {
        used(guest).forEach(volume -> end(named(guest), volume));
    }

    /** Returns who was first of those that use a volume now. */
    Optional<String> first(VolumeName volume) {
        return users.getOrDefault(volume, Set.of()).stream().findFirst();
    }

    private static String named(DomainSpec guest) {
        return "domain " + guest.ref().name();
    }

    private static List<VolumeName> used(DomainSpec guest) {
        List<VolumeName> all = new ArrayList<>();
        guest.disks().stream().map(DiskAttachment::volume).forEach(all::add);
        if (guest.boot() instanceof Boot.Kernel kernel) {
            all.add(kernel.kernel());
            all.add(kernel.initrd());
        }
        return all;
    }
}
