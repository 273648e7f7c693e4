package io.iaas.spi.hypervisor;

import io.iaas.image.DiskFormat;

/**
 * A volume that a domain has as a virtio disk.
 *
 * @param volume the volume
 * @param format how its bytes are laid out; never probed
 * @param readOnly whether the guest may only read it
 */
public record DiskAttachment(VolumeName volume, DiskFormat format, boolean readOnly) {}
