package io.iaas.internal.image.format;

import io.iaas.internal.image.format.ImageRejection.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Walks the tables of a qcow2 file: whatever they refer to lies in the file, and no table lies on another.
 *
 * <p>Reads one small piece at a time. Many first-level entries that share one second-level table could make the walk long
 * for a small file, so the second-level tables together may not be larger than the file, which tables of their own never
 * are.
 */
final class Qcow2Tables {

    // QEMU's own bounds (block/qcow2.h).
    private static final long MAX_L1_BYTES = 32L << 20;
    private static final long MAX_REFCOUNT_TABLE_BYTES = 8L << 20;

    private static final long OFFSET = 0x00fffffffffffe00L;
    private static final long COMPRESSED = 1L << 62;
    private static final int SECTOR = 512;

    private final ImageBytes bytes;
    private final Qcow2Header header;
    private final long clusterBytes;
    private final long tableBudget;
    private final long l1Bytes;
    private final long refcountBytes;
    private long tablesRead;

    Qcow2Tables(ImageBytes bytes, Qcow2Header header, long maxTableBytes) {
        this.bytes = bytes;
        this.header = header;
        this.clusterBytes = header.clusterBytes();
        this.tableBudget = maxTableBytes;
        this.l1Bytes = header.l1Entries() * 8;
        this.refcountBytes = header.refcountClusters() * clusterBytes;
    }

    void check() throws IOException, ImageRejection {
        long guestBytesOfL2 = clusterBytes * (clusterBytes / header.l2EntryBytes());
        if (header.l1Entries() < (header.virtualSize() - 1) / guestBytesOfL2 + 1) {
            throw malformed("first-level table is too small for its virtual size");
        }
        checkTable("first-level table", header.l1Offset(), l1Bytes, MAX_L1_BYTES);
        checkTable("reference count table", header.refcountOffset(), refcountBytes, MAX_REFCOUNT_TABLE_BYTES);
        if (overlap(header.l1Offset(), l1Bytes, header.refcountOffset(), refcountBytes)) {
            throw malformed("tables lie on one another");
        }
        new Pieces(header.refcountOffset(), refcountBytes).forEach(8, (piece, at, index) -> {
            long block = piece.getLong(at);
            if (block != 0) {
                checkPlace("reference count block", block, clusterBytes);
            }
        });
        new Pieces(header.l1Offset(), l1Bytes)
                .forEach(8, (piece, at, index) -> l2(piece.getLong(at), index * guestBytesOfL2));
    }

    private void checkTable(String what, long offset, long length, long max) throws ImageRejection {
        if (length == 0 || length > max) {
            throw malformed(what + " has an impossible size");
        }
        checkAlignment(what, offset);
        if (!bytes.holds(offset, length)) {
            throw ImageBytes.truncated("The image's " + what + " lies beyond the end of the file");
        }
    }

    private void l2(long entry, long guestOffset) throws IOException, ImageRejection {
        long offset = entry & OFFSET;
        if ((entry & ~OFFSET & Long.MAX_VALUE) != 0) {
            throw malformed("first-level table has reserved bits");
        }
        if (offset == 0) {
            return;
        }
        checkPlace("second-level table", offset, clusterBytes);
        tablesRead += clusterBytes;
        if (tablesRead > bytes.size()) {
            throw malformed("second-level tables are shared");
        }
        if (tablesRead > tableBudget) {
            throw new ImageRejection(Reason.TOO_LARGE, "The image's tables have more than " + tableBudget + " bytes");
        }
        new Pieces(offset, clusterBytes).forEach(header.l2EntryBytes(), (piece, at, index) -> {
            long cluster = piece.getLong(at);
            if ((cluster & COMPRESSED) != 0) {
                compressed(cluster);
            } else {
                standard(cluster, guestOffset + index * clusterBytes);
            }
        });
    }

    /** The last cluster of a disk may end where the disk does. */
    private void standard(long entry, long guestOffset) throws ImageRejection {
        long offset = entry & OFFSET;
        if (offset != 0) {
            long used = Math.min(clusterBytes, header.virtualSize() - guestOffset);
            checkPlace("data", offset, Math.max(1, used));
        }
    }

    private void compressed(long entry) throws ImageRejection {
        int shift = 62 - (header.clusterBits() - 8);
        long offset = entry & ((1L << shift) - 1);
        long sectors = ((entry & (COMPRESSED - 1)) >>> shift) + 1;
        // Counted in whole sectors, of which the file's last one may be cut.
        long end = offset / SECTOR * SECTOR + (sectors - 1) * SECTOR + 1;
        if (offset < clusterBytes) {
            throw malformed("compressed data lies on the header");
        }
        if (!bytes.holds(offset, 1) || !bytes.holds(0, end)) {
            throw ImageBytes.truncated("The image's compressed data lies beyond the end of the file");
        }
    }

    private void checkPlace(String what, long offset, long length) throws ImageRejection {
        checkAlignment(what, offset);
        if (!bytes.holds(offset, length)) {
            throw ImageBytes.truncated("The image's " + what + " lies beyond the end of the file");
        }
        if (overlap(offset, length, header.l1Offset(), l1Bytes)
                || overlap(offset, length, header.refcountOffset(), refcountBytes)) {
            throw malformed(what + " lies on a table");
        }
    }

    private void checkAlignment(String what, long offset) throws ImageRejection {
        if (offset % clusterBytes != 0 || offset < clusterBytes) {
            throw malformed(what + " begins at no cluster");
        }
    }

    private static boolean overlap(long first, long firstLength, long second, long secondLength) {
        return first < second + secondLength && second < first + firstLength;
    }

    private static ImageRejection malformed(String what) {
        return new ImageRejection(Reason.MALFORMED, "The image's " + what);
    }

    @FunctionalInterface
    private interface EntryCheck {
        void check(ByteBuffer piece, int at, long index) throws IOException, ImageRejection;
    }

    /** A table, read piece by piece. */
    private final class Pieces {
        private final long offset;
        private final long length;

        Pieces(long offset, long length) {
            this.offset = offset;
            this.length = length;
        }

        void forEach(int entryBytes, EntryCheck check) throws IOException, ImageRejection {
            ByteBuffer piece = ByteBuffer.allocate((int) Math.min(length, ImageBytes.MAX_PIECE_BYTES));
            long index = 0;
            for (long done = 0; done < length; done += piece.limit()) {
                piece.clear().limit((int) Math.min(piece.capacity(), length - done));
                bytes.readInto(piece, offset + done);
                for (int at = 0; at < piece.limit(); at += entryBytes) {
                    check.check(piece, at, index++);
                }
            }
        }
    }
}
