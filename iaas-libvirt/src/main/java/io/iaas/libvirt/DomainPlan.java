package io.iaas.libvirt;

import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.VolumeName;
import java.util.Map;
import java.util.Optional;

/**
 * A domain to define, with what only its host knows.
 *
 * @param spec the domain
 * @param virtualization how it runs
 * @param fastStart whether it skips the read-back of processor features
 * @param screen whether it has a screen
 * @param paths where the volumes that the spec names are, the console's log included
 * @param network the network of its interfaces; empty for user-mode networking
 * @param fence the filter of its interfaces; empty where they are not fenced
 */
record DomainPlan(
        DomainSpec spec,
        Virtualization virtualization,
        boolean fastStart,
        boolean screen,
        Map<VolumeName, String> paths,
        Optional<String> network,
        Optional<String> fence) {
    /** Copies the paths. */
    DomainPlan {
        paths = Map.copyOf(paths);
    }

    String path(VolumeName volume) {
        String path = paths.get(volume);
        if (path == null) {
            throw new IllegalStateException("no path of volume " + volume);
        }
        return path;
    }
}
