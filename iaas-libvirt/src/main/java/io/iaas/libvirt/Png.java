package io.iaas.libvirt;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes PNG files (RFC 2083): true colour, no filter. The JDK's own writer would need the module of its desktop. */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int HEADER_BYTES = 13;
    private static final byte BITS = 8;
    private static final byte TRUE_COLOUR = 2;
    private static final int BYTES_PER_PIXEL = 3;
    private static final int BUFFER = 1 << 16;

    private Png() {}

    /** Returns whether a file begins as one. */
    static boolean is(byte[] file) {
        return file.length > SIGNATURE.length
                && Arrays.equals(file, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    /**
     * Returns a file.
     *
     * @param rgb three bytes for each pixel, red first, row by row
     */
    static byte[] of(int width, int height, byte[] rgb) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(SIGNATURE);
        chunk(
                file,
                "IHDR",
                ByteBuffer.allocate(HEADER_BYTES)
                        .putInt(width)
                        .putInt(height)
                        .put(BITS)
                        .put(TRUE_COLOUR)
                        .array());
        chunk(file, "IDAT", compressed(rows(width, height, rgb)));
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    /** Each row begins with the number of its filter. */
    private static byte[] rows(int width, int height, byte[] rgb) {
        int length = width * BYTES_PER_PIXEL;
        ByteBuffer rows = ByteBuffer.allocate((length + 1) * height);
        for (int row = 0; row < height; row++) {
            rows.put((byte) 0).put(rgb, row * length, length);
        }
        return rows.array();
    }

    private static byte[] compressed(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            byte[] buffer = new byte[BUFFER];
            while (!deflater.finished()) {
                all.write(buffer, 0, deflater.deflate(buffer));
            }
            return all.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(data);
        file.writeBytes(number(data.length));
        file.writeBytes(name);
        file.writeBytes(data);
        file.writeBytes(number((int) sum.getValue()));
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }
}
