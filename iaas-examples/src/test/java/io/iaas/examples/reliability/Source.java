package io.iaas.examples.reliability;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What images are made of.
 *
 * @param directory where the files are
 * @param trail what hears of a stream that is half read
 */
record Source(Path directory, Trail trail) {
    /** Nobody but the guest may get to know it. */
    static final String SECRET = "canary-5f0c1b7e";

    private static final int DISK_BYTES = 600 * 512;

    Path disk() {
        return directory.resolve("disk.raw");
    }

    Path kernel() {
        return directory.resolve("vmlinuz");
    }

    Path initrd() {
        return directory.resolve("initrd");
    }

    InputStream stream() {
        try {
            byte[] bytes = Files.readAllBytes(disk());
            int half = bytes.length / 2;
            InputStream rest = new ByteArrayInputStream(bytes, half, bytes.length - half) {
                @Override
                public synchronized int read(byte[] into, int offset, int length) {
                    if (pos == half) {
                        trail.reached(Point.of("receive-stream", Moment.IN_CALL));
                    }
                    return super.read(into, offset, length);
                }
            };
            return new SequenceInputStream(new ByteArrayInputStream(bytes, 0, half), rest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write() throws IOException {
        Files.createDirectories(directory);
        byte[] content = new byte[DISK_BYTES];
        for (int i = 4096; i < content.length; i++) {
            content[i] = (byte) ((i * 31) >> 3);
        }
        Files.write(disk(), content);
        byte[] bzImage = new byte[4096];
        byte[] bootHeader = {0x55, (byte) 0xaa, 0, 0, 'H', 'd', 'r', 'S', 0, 2};
        System.arraycopy(bootHeader, 0, bzImage, 0x1fe, bootHeader.length);
        bzImage[0x211] = 1;
        Files.write(kernel(), bzImage);
        Files.writeString(initrd(), "070701 and more");
    }
}
