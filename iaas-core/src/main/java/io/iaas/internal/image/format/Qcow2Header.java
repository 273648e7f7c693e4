package io.iaas.internal.image.format;

import io.iaas.internal.image.format.ImageRejection.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A qcow2 header that names no other file and no unknown feature; from QEMU's docs/interop/qcow2.txt. Offsets and counts
 * are as the file claims them until {@link Qcow2Tables} has checked them.
 *
 * @param length where the header extensions begin
 * @param l2EntryBytes 8, or 16 with subclusters
 */
record Qcow2Header(
        int version,
        int length,
        int clusterBits,
        long virtualSize,
        long l1Offset,
        long l1Entries,
        long refcountOffset,
        long refcountClusters,
        int l2EntryBytes) {

    private static final int MAGIC = 0x514649fb;
    private static final int LENGTH_2 = 72;
    private static final int LENGTH_3 = 104;
    private static final int MIN_CLUSTER_BITS = 9;
    private static final int MAX_CLUSTER_BITS = 21;
    private static final int MIN_SUBCLUSTER_BITS = 14;
    private static final int ZSTD = 1;

    private static final long DIRTY = 1;
    private static final long CORRUPT = 2;
    private static final long DATA_FILE = 4;
    private static final long COMPRESSION_TYPE = 8;
    private static final long EXTENDED_L2 = 16;
    private static final long KNOWN = DIRTY | CORRUPT | DATA_FILE | COMPRESSION_TYPE | EXTENDED_L2;

    long clusterBytes() {
        return 1L << clusterBits;
    }

    static boolean isQcow(ImageBytes bytes) throws IOException, ImageRejection {
        return bytes.holds(0, 4) && bytes.read(0, 4).getInt() == MAGIC;
    }

    static Qcow2Header read(ImageBytes bytes) throws IOException, ImageRejection {
        int version = bytes.read(4, 4).getInt();
        if (version == 1) {
            throw reject(Reason.FOREIGN_FORMAT, "The image is of the old format qcow; convert it to qcow2");
        }
        if (version != 2 && version != 3) {
            throw reject(Reason.UNKNOWN_FEATURE, "The image is qcow version " + Integer.toUnsignedString(version));
        }
        ByteBuffer first = bytes.read(0, LENGTH_2);
        checkReferences(first);
        int clusterBits = first.getInt(20);
        if (clusterBits < MIN_CLUSTER_BITS || clusterBits > MAX_CLUSTER_BITS) {
            throw reject(Reason.MALFORMED, "The image's cluster size is none of 512 bytes to 2 MiB");
        }
        // QEMU looks at the place of the snapshots also when there are none.
        if (first.getLong(64) < 0 || first.getLong(64) % (1L << clusterBits) != 0) {
            throw reject(Reason.MALFORMED, "The image's table of snapshots begins at no cluster");
        }
        long virtualSize = first.getLong(24);
        if (virtualSize == 0) {
            throw reject(Reason.EMPTY, "The image's virtual disk has no size");
        }
        if (virtualSize % 512 != 0) {
            throw reject(Reason.UNALIGNED_SIZE, "The image's virtual size is no multiple of 512 bytes");
        }
        boolean subclusters = version == 3 && checkFeatures(bytes, clusterBits);
        return new Qcow2Header(
                version,
                version == 3 ? bytes.read(100, 4).getInt() : LENGTH_2,
                clusterBits,
                virtualSize,
                first.getLong(40),
                Integer.toUnsignedLong(first.getInt(36)),
                first.getLong(48),
                Integer.toUnsignedLong(first.getInt(56)),
                subclusters ? 16 : 8);
    }

    private static void checkReferences(ByteBuffer header) throws ImageRejection {
        if (header.getLong(8) != 0 || header.getInt(16) != 0) {
            throw reject(Reason.BACKING_FILE, "The image has a backing file; flatten it with qemu-img convert");
        }
        if (header.getInt(32) != 0) {
            throw reject(Reason.ENCRYPTED, "The image is encrypted");
        }
        if (header.getInt(60) != 0) {
            // They would stay readable to every tenant of the image, and their tables are not the ones checked here.
            throw reject(Reason.EXTRA_CONTENT, "The image has internal snapshots; flatten it with qemu-img convert");
        }
    }

    /** Checks what version 3 adds; true when the image has subclusters. */
    private static boolean checkFeatures(ImageBytes bytes, int clusterBits) throws IOException, ImageRejection {
        ByteBuffer rest = bytes.read(LENGTH_2, LENGTH_3 - LENGTH_2);
        long features = rest.getLong(0);
        if ((features & DATA_FILE) != 0) {
            throw reject(Reason.EXTERNAL_DATA_FILE, "The image keeps its data in another file");
        }
        if ((features & ~KNOWN) != 0) {
            throw reject(Reason.UNKNOWN_FEATURE, "The image needs qcow2 features that are not known here");
        }
        if ((features & (DIRTY | CORRUPT)) != 0) {
            throw reject(Reason.UNCLEAN, "The image was not closed cleanly; repair it with qemu-img check -r all");
        }
        int length = rest.getInt(28);
        if (length < LENGTH_3 || length % 8 != 0 || length > 1 << clusterBits) {
            throw reject(Reason.MALFORMED, "The image's header has an impossible length");
        }
        if (Integer.compareUnsigned(rest.getInt(24), 6) > 0) {
            throw reject(Reason.MALFORMED, "The image's reference counts have an impossible width");
        }
        int compression =
                length > LENGTH_3 ? Byte.toUnsignedInt(bytes.read(LENGTH_3, 1).get()) : 0;
        if (compression > ZSTD || (compression != 0) != ((features & COMPRESSION_TYPE) != 0)) {
            throw reject(Reason.UNKNOWN_FEATURE, "The image's compression is neither zlib nor zstd");
        }
        boolean subclusters = (features & EXTENDED_L2) != 0;
        if (subclusters && clusterBits < MIN_SUBCLUSTER_BITS) {
            throw reject(Reason.MALFORMED, "The image's clusters are too small for subclusters");
        }
        return subclusters;
    }

    static ImageRejection reject(Reason reason, String message) {
        return new ImageRejection(reason, message);
    }
}
