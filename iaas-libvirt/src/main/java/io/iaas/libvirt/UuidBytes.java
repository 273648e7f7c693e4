package io.iaas.libvirt;

import java.nio.ByteBuffer;
import java.util.UUID;

/** The sixteen bytes as which libvirt passes a UUID. */
final class UuidBytes {
    static final int LENGTH = 16;

    private UuidBytes() {}

    static byte[] of(UUID uuid) {
        return ByteBuffer.allocate(LENGTH)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    static UUID read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
