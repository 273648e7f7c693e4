package io.iaas.spi.hypervisor;

import io.iaas.image.DiskFormat;
import java.util.Optional;

/**
 * A volume to create.
 *
 * @param name its name
 * @param format how its bytes are laid out
 * @param capacityBytes the size that a guest sees, or the length of a file that is not a disk
 * @param backing the volume that it is laid over; needs {@link Capability#OVERLAY}
 */
public record VolumeSpec(VolumeName name, DiskFormat format, long capacityBytes, Optional<Backing> backing) {
    /**
     * What an overlay is laid over. It must not change any more.
     *
     * @param volume the volume below
     * @param format its format; recorded in the overlay, never probed
     */
    public record Backing(VolumeName volume, DiskFormat format) {}
}
