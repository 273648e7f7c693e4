package io.iaas.internal.cloudinit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes that grow in sectors of 2,048, with ISO 9660's number formats: little, big, and both endian. */
final class Sectors {

    static final int SIZE = 2048;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static int covering(int bytes) {
        return bytes / SIZE + (bytes % SIZE == 0 ? 0 : 1);
    }

    /** Fills with zeros up to the beginning of a sector that is not passed yet. */
    void seek(int sector) {
        int missing = Math.multiplyExact(sector, SIZE) - out.size();
        if (missing < 0) {
            throw new IllegalStateException("Sector " + sector + " is written already");
        }
        zeros(missing);
    }

    int offsetInSector() {
        return out.size() % SIZE;
    }

    void nextSector() {
        seek(covering(out.size()));
    }

    byte[] padTo(int sectors) {
        seek(sectors);
        return toBytes();
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    Sectors u8(int value) {
        out.write(value);
        return this;
    }

    Sectors zeros(int count) {
        return bytes(new byte[count]);
    }

    Sectors bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    Sectors ascii(String text) {
        return bytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    Sectors le16(int value) {
        return u8(value).u8(value >>> 8);
    }

    Sectors be16(int value) {
        return u8(value >>> 8).u8(value);
    }

    Sectors le32(int value) {
        return le16(value).le16(value >>> 16);
    }

    Sectors be32(int value) {
        return be16(value >>> 16).be16(value);
    }

    Sectors both16(int value) {
        return le16(value).be16(value);
    }

    Sectors both32(int value) {
        return le32(value).be32(value);
    }
}
