package io.iaas.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that pass for images. */
final class SampleFiles {
    private static final Path DISK = file("disk", new byte[4096]);
    private static final Path KERNEL = file("kernel", bzImage());
    private static final Path INITRD = file("initrd", "070701\0\0\0\0".getBytes(StandardCharsets.US_ASCII));

    private SampleFiles() {}

    static Path disk() {
        return DISK;
    }

    static Path kernel() {
        return KERNEL;
    }

    static Path initrd() {
        return INITRD;
    }

    private static byte[] bzImage() {
        ByteBuffer kernel = ByteBuffer.allocate(5 * 512 + 64 * 16).order(ByteOrder.LITTLE_ENDIAN);
        kernel.put(0x1f1, (byte) 4).putInt(0x1f4, 64).putShort(0x1fe, (short) 0xaa55);
        kernel.putInt(0x202, 0x53726448).putShort(0x206, (short) 0x020f).put(0x211, (byte) 1);
        return kernel.array();
    }

    private static Path file(String name, byte[] content) {
        try {
            Path file = Files.createTempFile("iaas-matrix-" + name, ".raw");
            file.toFile().deleteOnExit();
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
