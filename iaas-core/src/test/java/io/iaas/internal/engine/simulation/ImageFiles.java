package io.iaas.internal.engine.simulation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that images are imported from. */
record ImageFiles(Path disk, Path kernel, Path initrd) {
    static ImageFiles in(Path directory) throws IOException {
        Path disk = Files.write(directory.resolve("disk.raw"), new byte[1 << 13]);
        Path kernel = Files.write(directory.resolve("kernel"), bzImage());
        Path initrd = Files.write(
                directory.resolve("initrd"), ("070701" + "\0".repeat(100)).getBytes(StandardCharsets.US_ASCII));
        return new ImageFiles(disk, kernel, initrd);
    }

    private static byte[] bzImage() {
        ByteBuffer kernel = ByteBuffer.allocate(5 * 512 + 64 * 16).order(ByteOrder.LITTLE_ENDIAN);
        kernel.put(0x1f1, (byte) 4).putInt(0x1f4, 64).putShort(0x1fe, (short) 0xaa55);
        kernel.putInt(0x202, 0x53726448).putShort(0x206, (short) 0x020f).put(0x211, (byte) 1);
        return kernel.array();
    }
}
