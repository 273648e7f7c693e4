package io.iaas.internal.image.format;

/**
 * How large an image may be.
 *
 * @param maxVirtualSizeBytes of the disk that a guest sees
 * @param maxFileSizeBytes of the file
 * @param maxTableBytes of a qcow2 file's second-level tables together, which bounds the time of an inspection
 */
public record InspectionLimits(long maxVirtualSizeBytes, long maxFileSizeBytes, long maxTableBytes) {

    private static final long GIB = 1L << 30;

    /** Checks that each limit is positive. */
    public InspectionLimits {
        if (maxVirtualSizeBytes <= 0 || maxFileSizeBytes <= 0 || maxTableBytes <= 0) {
            throw new IllegalArgumentException("A limit on an image's size is positive");
        }
    }

    /** 2 TiB virtual, 256 GiB of file, 1 GiB of tables. */
    public static InspectionLimits defaults() {
        return new InspectionLimits(2048 * GIB, 256 * GIB, GIB);
    }
}
