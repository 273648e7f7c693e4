package io.iaas.spi.hypervisor;

import io.iaas.image.Firmware;

/** How a domain starts. */
public sealed interface Boot {
    /**
     * From its first disk.
     *
     * @param firmware what starts the boot loader; UEFI needs {@link Capability#UEFI}
     */
    record Disk(Firmware firmware) implements Boot {}

    /**
     * From a kernel; needs {@link Capability#DIRECT_BOOT}.
     *
     * @param kernel the kernel's volume
     * @param initrd the initial RAM disk's volume
     * @param commandLine the kernel's command line
     */
    record Kernel(VolumeName kernel, VolumeName initrd, String commandLine) implements Boot {}
}
