package io.iaas.image;

/** How a disk's bytes are laid out. The format is always recorded and never guessed later. */
public enum DiskFormat {
    /** Sector for sector. */
    RAW,
    /** QEMU's copy-on-write format, versions 2 and 3, without references to other files. */
    QCOW2
}
