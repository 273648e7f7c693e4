package io.iaas.internal.image.format;

import java.nio.ByteBuffer;

/**
 * A small qcow2 file of version 3: header, refcount table, refcount block, first-level table, second-level table and one
 * cluster of data, one cluster each. Setters change single fields, whatever the format says.
 */
final class Qcow2Builder {

    static final int CLUSTER = 65_536;
    static final int REFCOUNT_TABLE = CLUSTER;
    static final int REFCOUNT_BLOCK = 2 * CLUSTER;
    static final int L1 = 3 * CLUSTER;
    static final int L2 = 4 * CLUSTER;
    static final int DATA = 5 * CLUSTER;
    static final long COPIED = 1L << 63;

    private final ByteBuffer file = ByteBuffer.allocate(6 * CLUSTER);

    Qcow2Builder() {
        set32(0, 0x514649fb).set32(4, 3).set32(20, 16).set64(24, 10 << 20);
        set32(36, 1).set64(40, L1).set64(48, REFCOUNT_TABLE).set32(56, 1);
        set32(96, 4).set32(100, 112);
        set64(REFCOUNT_TABLE, REFCOUNT_BLOCK);
        for (int cluster = 0; cluster < 6; cluster++) {
            file.putShort(REFCOUNT_BLOCK + 2 * cluster, (short) 1);
        }
        set64(L1, L2 | COPIED).set64(L2, DATA | COPIED);
    }

    Qcow2Builder set32(int offset, int value) {
        file.putInt(offset, value);
        return this;
    }

    Qcow2Builder set64(int offset, long value) {
        file.putLong(offset, value);
        return this;
    }

    Qcow2Builder set8(int offset, int value) {
        file.put(offset, (byte) value);
        return this;
    }

    byte[] bytes() {
        return file.array().clone();
    }
}
