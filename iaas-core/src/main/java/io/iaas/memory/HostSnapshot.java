package io.iaas.memory;

import io.iaas.image.DiskFormat;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.OwnerTag;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What is on a simulated host, to compare before and after. The driver's own pool and network are not in it, nor what
 * consoles hold.
 *
 * @param domains the domains by name
 * @param volumes the volumes by name
 * @param consoles the names of the console logs
 */
public record HostSnapshot(Map<String, Domain> domains, Map<String, Volume> volumes, Set<String> consoles) {
    /**
     * A domain.
     *
     * @param uuid its UUID
     * @param state what it does
     * @param title what people see
     * @param owner its metadata; empty for a foreign one
     * @param spec how it was defined; empty for a foreign one
     */
    public record Domain(
            UUID uuid, DomainState state, String title, Optional<OwnerTag> owner, Optional<DomainSpec> spec) {}

    /**
     * A volume.
     *
     * @param format how its bytes are laid out
     * @param capacityBytes the size that a guest sees
     * @param backing the volume that it is laid over
     * @param foreign whether it was made beside the library
     * @param lengthBytes how much was written to it
     * @param sha256 the digest of what was written, in lower-case hexadecimal
     * @param checkpoint whether a domain's checkpoint lies in it
     */
    public record Volume(
            DiskFormat format,
            long capacityBytes,
            Optional<String> backing,
            boolean foreign,
            long lengthBytes,
            String sha256,
            boolean checkpoint) {}

    /** Copies the collections. */
    public HostSnapshot {
        domains = Map.copyOf(domains);
        volumes = Map.copyOf(volumes);
        consoles = Set.copyOf(consoles);
    }

    /** Returns what is not the library's: domains without our metadata, and volumes made beside it. */
    public HostSnapshot foreign() {
        return new HostSnapshot(
                keep(domains, domain -> domain.owner().isEmpty()), keep(volumes, Volume::foreign), Set.of());
    }

    /** Returns whether there is nothing at all. */
    public boolean isEmpty() {
        return domains.isEmpty() && volumes.isEmpty() && consoles.isEmpty();
    }

    private static <V> Map<String, V> keep(Map<String, V> all, Predicate<V> kept) {
        Map<String, V> result = new TreeMap<>(all);
        result.values().removeIf(kept.negate());
        return result;
    }

    @Override
    public String toString() {
        return "domains " + new TreeMap<>(domains) + "\nvolumes " + new TreeMap<>(volumes) + "\nconsoles "
                + new TreeSet<>(consoles);
    }
}
