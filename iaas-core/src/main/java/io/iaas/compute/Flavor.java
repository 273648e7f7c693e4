package io.iaas.compute;

import io.iaas.error.InvalidInputException;
import io.iaas.name.ResourceName;

/**
 * A size of virtual machines.
 *
 * @param name unique in the project
 * @param vcpus virtual processors, 1 to 256
 * @param memoryMib memory in MiB, 16 to 16,777,216 (16 TiB)
 * @param diskGib the size that the root disk is grown to, in GiB, up to 65,536; 0 keeps the image's size
 */
public record Flavor(String name, int vcpus, int memoryMib, int diskGib) {
    private static final int MAX_VCPUS = 256;
    private static final int MIN_MEMORY_MIB = 16;
    private static final int MAX_MEMORY_MIB = 16 * 1024 * 1024;
    private static final int MAX_DISK_GIB = 65_536;
    private static final long GIB = 1L << 30;

    /** Checks name and sizes. */
    public Flavor {
        ResourceName.check("flavor", name);
        within("vcpus", vcpus, 1, MAX_VCPUS);
        within("memoryMib", memoryMib, MIN_MEMORY_MIB, MAX_MEMORY_MIB);
        within("diskGib", diskGib, 0, MAX_DISK_GIB);
    }

    /** Returns the disk size in bytes; 0 keeps the image's size. */
    public long diskBytes() {
        return diskGib * GIB;
    }

    private static void within(String what, int value, int min, int max) {
        if (value < min || value > max) {
            throw new InvalidInputException("flavor " + what + " must be " + min + " to " + max + ", not " + value);
        }
    }
}
