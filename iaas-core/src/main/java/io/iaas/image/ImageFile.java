package io.iaas.image;

/**
 * One file of an image.
 *
 * @param role what it is for
 * @param format how its bytes are laid out; RAW for a kernel and an initrd
 * @param sizeBytes its length
 * @param virtualSizeBytes the size of the disk in it; its length for a kernel and an initrd
 * @param sha256 the SHA-256 of its bytes, 64 lower-case hexadecimal digits
 */
public record ImageFile(Role role, DiskFormat format, long sizeBytes, long virtualSizeBytes, String sha256) {
    /** What a file of an image is for. */
    public enum Role {
        /** The disk that virtual machines' disks are laid over. */
        DISK,
        /** A Linux kernel that the host starts directly. */
        KERNEL,
        /** The initial RAM disk of that kernel. */
        INITRD
    }
}
