package io.iaas.internal.image.format;

import io.iaas.internal.image.format.ImageRejection.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/** Proves that files of a direct-boot image are what QEMU's {@code -kernel} and {@code -initrd} take on x86. */
public final class KernelInspector {

    private static final int BOOT_HEADER_BYTES = 0x238;
    private static final int HDRS = 0x53726448;
    private static final int SECTOR = 512;

    // The beginnings that Linux unpacks: cpio (newc, with and without checksums), gzip, xz, zstd, lz4, bzip2, lzma,
    // lzo.
    private static final List<String> INITRD_MAGIC = List.of(
            "070701",
            "070702",
            "\u001f\u008b",
            "\u00fd7zXZ\0",
            "(\u00b5/\u00fd",
            "\u0002!L\u0018",
            "BZh",
            "]\0\0",
            "\u0089LZO");

    private KernelInspector() {}

    /**
     * Proves a Linux bzImage, or an x86 ELF kernel with a PVH entry, that is not cut off.
     *
     * @param channel the whole file; its position is changed, it is not closed
     * @throws ImageRejection when it is another thing, or above the limit on a file's size
     * @throws IOException when the channel fails
     */
    public static void inspectKernel(SeekableByteChannel channel, InspectionLimits limits)
            throws IOException, ImageRejection {
        ImageBytes bytes = open("kernel", channel, limits);
        if (bytes.text(0, 4).equals("\u007fELF")) {
            PvhKernel.check(bytes);
        } else {
            checkBzImage(bytes);
        }
    }

    /**
     * Proves the beginning of a cpio archive, compressed or not.
     *
     * @param channel the whole file; its position is changed, it is not closed
     * @throws ImageRejection when it is another thing, or above the limit on a file's size
     * @throws IOException when the channel fails
     */
    public static void inspectInitrd(SeekableByteChannel channel, InspectionLimits limits)
            throws IOException, ImageRejection {
        ImageBytes bytes = open("initrd", channel, limits);
        String beginning = bytes.text(0, 8);
        if (INITRD_MAGIC.stream().noneMatch(beginning::startsWith)) {
            throw new ImageRejection(Reason.NOT_AN_INITRD, "The initrd is no cpio archive, plain or compressed");
        }
    }

    private static ImageBytes open(String what, SeekableByteChannel channel, InspectionLimits limits)
            throws IOException, ImageRejection {
        ImageBytes bytes = new ImageBytes(channel);
        if (bytes.size() == 0) {
            throw new ImageRejection(Reason.EMPTY, "The " + what + " has no bytes");
        }
        if (bytes.size() > limits.maxFileSizeBytes()) {
            throw new ImageRejection(
                    Reason.TOO_LARGE,
                    "The " + what + " has " + bytes.size() + " bytes, more than the limit of "
                            + limits.maxFileSizeBytes());
        }
        return bytes;
    }

    /** From Linux, Documentation/arch/x86/boot.rst. */
    private static void checkBzImage(ImageBytes bytes) throws IOException, ImageRejection {
        if (!bytes.holds(0, BOOT_HEADER_BYTES)) {
            throw notAKernel();
        }
        ByteBuffer header = bytes.read(0, BOOT_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        boolean loadedHigh = (header.get(0x211) & 1) != 0;
        if (header.getShort(0x1fe) != (short) 0xaa55
                || header.getInt(0x202) != HDRS
                || header.getShort(0x206) < 0x0200
                || !loadedHigh) {
            throw notAKernel();
        }
        int setupSectors = Byte.toUnsignedInt(header.get(0x1f1));
        long setup = (setupSectors == 0 ? 5L : setupSectors + 1L) * SECTOR;
        long system = Integer.toUnsignedLong(header.getInt(0x1f4)) * 16;
        if (!bytes.holds(setup, system)) {
            throw ImageBytes.truncated("The kernel is cut off: its header announces " + (setup + system)
                    + " bytes, the file has " + bytes.size());
        }
    }

    static ImageRejection notAKernel() {
        return new ImageRejection(
                Reason.NOT_A_KERNEL, "The kernel is neither a Linux bzImage nor an x86 ELF with a PVH entry");
    }
}
