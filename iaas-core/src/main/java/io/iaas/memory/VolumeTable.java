package io.iaas.memory;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.VolumeName;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The volumes of a simulated host and the space that they share. Guarded by the host's lock. */
final class VolumeTable {
    private final long storageBytes;
    private final Map<String, SimulatedVolume> byName = new TreeMap<>();
    private final VolumeUsers users;
    private long allocated;

    VolumeTable(long storageBytes, VolumeUsers users) {
        this.storageBytes = storageBytes;
        this.users = users;
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
        allocated += volume.allocated();
        volume.backing().ifPresent(backing -> users.begin(named(volume), backing));
    }

    private static String named(SimulatedVolume volume) {
        return "volume " + volume.name();
    }

    void remove(VolumeName name) {
        @Nullable SimulatedVolume removed = byName.remove(name.value());
        if (removed != null) {
            allocated -= removed.allocated();
            removed.backing().ifPresent(backing -> users.end(named(removed), backing));
        }
    }

    void empty(SimulatedVolume volume) {
        allocated -= volume.allocated();
        volume.empty();
        allocated += volume.allocated();
    }

    /** Keeps a checkpoint in a volume, in place of an earlier one; there is none when space is short. */
    void keep(SimulatedVolume volume, Optional<SimulatedVolume.Checkpoint> checkpoint) {
        allocated -= volume.allocated();
        volume.keep(Optional.empty());
        allocated += volume.allocated();
        checkpoint.ifPresent(kept -> {
            requireSpace(volume.name(), kept.bytes());
            volume.keep(checkpoint);
            allocated += kept.bytes();
        });
    }

    void append(VolumeName name, byte[] bytes, int count) {
        SimulatedVolume volume = present(name);
        requireSpace(name, count);
        volume.append(bytes, count);
        allocated += count;
    }

    long freeBytes() {
        return Math.max(0, storageBytes - allocated);
    }

    private void requireSpace(VolumeName name, long bytes) {
        if (bytes > freeBytes()) {
            throw new HypervisorException(
                    ErrorCode.STORAGE_FULL, "no space for volume " + name + ": " + freeBytes() + " bytes are free", "");
        }
    }
}
