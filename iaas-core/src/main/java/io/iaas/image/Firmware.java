package io.iaas.image;

/** What starts the boot loader of an image's disk. */
public enum Firmware {
    /** The PC's BIOS. */
    BIOS,
    /** UEFI, without Secure Boot. */
    UEFI
}
