package io.iaas.examples.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** What a durable write costs here, whoever makes it: 4 KiB appended to a file and flushed to the disk. */
final class DiskFlush {
    private static final int WRITES = 200;
    private static final int BYTES = 4096;

    private DiskFlush() {}

    static Measure measure(Path directory) throws IOException {
        Path file = directory.resolve("flush");
        List<Double> millis = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int i = 0; i < WRITES; i++) {
                Stopwatch watch = new Stopwatch();
                channel.write(ByteBuffer.allocate(BYTES));
                channel.force(true);
                millis.add(watch.millis());
            }
        } finally {
            Files.deleteIfExists(file);
        }
        return new Measure("4 KiB written and flushed", Measure.MILLIS, millis);
    }
}
