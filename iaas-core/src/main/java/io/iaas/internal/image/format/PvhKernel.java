package io.iaas.internal.image.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An x86 ELF file whose notes hold the 32-bit PVH entry point (Xen's note 18), as QEMU needs to boot one. */
final class PvhKernel {

    private static final int PT_LOAD = 1;
    private static final int PT_NOTE = 4;
    private static final int NOTE_PHYS32_ENTRY = 18;
    private static final int XEN = 0x006e6558;
    private static final int MAX_PROGRAM_HEADERS = 64;

    private PvhKernel() {}

    static void check(ImageBytes bytes) throws IOException, ImageRejection {
        if (!bytes.holds(0, 64)) {
            throw KernelInspector.notAKernel();
        }
        ByteBuffer header = little(bytes, 0, 64);
        boolean wide = header.get(4) == 2;
        int machine = header.getShort(18);
        int count = Short.toUnsignedInt(header.getShort(wide ? 56 : 44));
        int entryBytes = wide ? 56 : 32;
        if ((!wide && header.get(4) != 1)
                || header.get(5) != 1
                || machine != (wide ? 62 : 3)
                || header.getShort(wide ? 54 : 42) != entryBytes
                || count > MAX_PROGRAM_HEADERS) {
            throw KernelInspector.notAKernel();
        }
        long table = wide ? header.getLong(32) : Integer.toUnsignedLong(header.getInt(28));
        if (!bytes.holds(table, (long) count * entryBytes)) {
            throw ImageBytes.truncated("The kernel is cut off: its program headers lie beyond the end of the file");
        }
        boolean entry = false;
        for (int index = 0; index < count; index++) {
            ByteBuffer program = little(bytes, table + (long) index * entryBytes, entryBytes);
            entry |= segment(bytes, program, wide);
        }
        if (!entry) {
            throw KernelInspector.notAKernel();
        }
    }

    /** Checks that a segment is in the file; true when it holds the note. */
    private static boolean segment(ImageBytes bytes, ByteBuffer program, boolean wide)
            throws IOException, ImageRejection {
        int type = program.getInt(0);
        if (type != PT_LOAD && type != PT_NOTE) {
            return false;
        }
        long offset = wide ? program.getLong(8) : Integer.toUnsignedLong(program.getInt(4));
        long length = wide ? program.getLong(32) : Integer.toUnsignedLong(program.getInt(16));
        if (!bytes.holds(offset, length)) {
            throw ImageBytes.truncated("The kernel is cut off: a segment lies beyond the end of the file");
        }
        return type == PT_NOTE && hasEntry(little(bytes, offset, (int) Math.min(length, ImageBytes.MAX_PIECE_BYTES)));
    }

    private static boolean hasEntry(ByteBuffer notes) {
        while (notes.remaining() >= 16) {
            long nameBytes = Integer.toUnsignedLong(notes.getInt());
            long valueBytes = Integer.toUnsignedLong(notes.getInt());
            int type = notes.getInt();
            if (type == NOTE_PHYS32_ENTRY && nameBytes == 4 && notes.getInt(notes.position()) == XEN) {
                return true;
            }
            long rest = (nameBytes + 3) / 4 * 4 + (valueBytes + 3) / 4 * 4;
            if (rest > notes.remaining()) {
                return false;
            }
            notes.position(notes.position() + (int) rest);
        }
        return false;
    }

    private static ByteBuffer little(ImageBytes bytes, long offset, int length) throws IOException, ImageRejection {
        return bytes.read(offset, length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
