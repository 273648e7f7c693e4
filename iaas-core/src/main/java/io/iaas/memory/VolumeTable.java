package io.iaas.memory;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.VolumeName;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The volumes of a simulated host and the space that they share. Guarded by the host's lock. */
final class VolumeTable {
    private final long storageBytes;
    private final Map<String, SimulatedVolume> byName = new TreeMap<>();

    VolumeTable(long storageBytes) {
        this.storageBytes = storageBytes;
    }

    Collection<SimulatedVolume> all() {
        return byName.values();
    }

    Optional<SimulatedVolume> find(VolumeName name) {
        return Optional.ofNullable(byName.get(name.value()));
    }

    SimulatedVolume present(VolumeName name) {
        return find(name)
                .orElseThrow(
                        () -> new HypervisorException(ErrorCode.NOT_FOUND, "volume " + name + " does not exist", ""));
    }

    void add(SimulatedVolume volume) {
        if (find(volume.name()).isPresent()) {
            throw HypervisorException.foreign("volume " + volume.name());
        }
        requireSpace(volume.name(), volume.allocated());
        byName.put(volume.name().value(), volume);
    }

    void remove(VolumeName name) {
        byName.remove(name.value());
    }

    long freeBytes() {
        return Math.max(
                0,
                storageBytes
                        - all().stream().mapToLong(SimulatedVolume::allocated).sum());
    }

    void requireSpace(VolumeName name, long bytes) {
        if (bytes > freeBytes()) {
            throw new HypervisorException(
                    ErrorCode.STORAGE_FULL, "no space for volume " + name + ": " + freeBytes() + " bytes are free", "");
        }
    }
}
