package io.iaas.internal.image;

/** The formats of disk images that are accepted. */
public enum ImageFormat {
    /** QEMU's copy-on-write format, versions 2 and 3, self-contained. */
    QCOW2,
    /** The bytes of the disk themselves. */
    RAW
}
