package io.iaas.internal.image.format;

import io.iaas.image.DiskFormat;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/**
 * Proves the format of a disk image by its content, and that the image is whole and refers to no other file.
 *
 * <p>QEMU must be told the proven format, never be left to probe: a raw disk's guest can write any header later.
 */
public final class ImageInspector {

    private static final int SECTOR_BYTES = 512;

    private ImageInspector() {}

    /**
     * Inspects an image of whichever accepted format.
     *
     * @param channel the whole image; its position is changed, it is not closed
     * @throws ImageRejection when the image is not accepted
     * @throws IOException when the channel fails
     */
    public static InspectedImage inspect(SeekableByteChannel channel, InspectionLimits limits)
            throws IOException, ImageRejection {
        ImageBytes bytes = new ImageBytes(channel);
        if (bytes.size() == 0) {
            throw new ImageRejection(ImageRejection.Reason.EMPTY, "The image has no bytes");
        }
        if (bytes.size() > limits.maxFileSizeBytes()) {
            throw tooLarge("The image's file", bytes.size(), limits.maxFileSizeBytes());
        }
        return Qcow2Header.isQcow(bytes) ? qcow2(bytes, limits) : raw(bytes, limits);
    }

    /**
     * Inspects an image that its owner says to be of one format.
     *
     * @throws ImageRejection also when the image is accepted as another format than declared
     * @throws IOException when the channel fails
     */
    public static InspectedImage inspect(SeekableByteChannel channel, InspectionLimits limits, DiskFormat declared)
            throws IOException, ImageRejection {
        InspectedImage image = inspect(channel, limits);
        if (image.format() != declared) {
            throw new ImageRejection(
                    ImageRejection.Reason.FORMAT_MISMATCH,
                    "The image is declared " + declared + " but its content is " + image.format());
        }
        return image;
    }

    private static InspectedImage qcow2(ImageBytes bytes, InspectionLimits limits) throws IOException, ImageRejection {
        Qcow2Header header = Qcow2Header.read(bytes);
        if (header.virtualSize() < 0 || header.virtualSize() > limits.maxVirtualSizeBytes()) {
            throw tooLarge("The image's virtual disk", header.virtualSize(), limits.maxVirtualSizeBytes());
        }
        Qcow2Extensions.check(bytes, header);
        new Qcow2Tables(bytes, header, limits.maxTableBytes()).check();
        return new InspectedImage(DiskFormat.QCOW2, header.virtualSize(), bytes.size());
    }

    private static InspectedImage raw(ImageBytes bytes, InspectionLimits limits) throws IOException, ImageRejection {
        ForeignFormats.check(bytes);
        if (bytes.size() % SECTOR_BYTES != 0) {
            throw new ImageRejection(
                    ImageRejection.Reason.UNALIGNED_SIZE,
                    "The image is no qcow2, and its size of " + bytes.size()
                            + " bytes is no multiple of 512 as a raw disk's is: it is cut off or no disk image");
        }
        if (bytes.size() > limits.maxVirtualSizeBytes()) {
            throw tooLarge("The image's virtual disk", bytes.size(), limits.maxVirtualSizeBytes());
        }
        return new InspectedImage(DiskFormat.RAW, bytes.size(), bytes.size());
    }

    private static ImageRejection tooLarge(String what, long size, long limit) {
        return new ImageRejection(
                ImageRejection.Reason.TOO_LARGE,
                what + " has " + Long.toUnsignedString(size) + " bytes, more than the limit of " + limit);
    }
}
