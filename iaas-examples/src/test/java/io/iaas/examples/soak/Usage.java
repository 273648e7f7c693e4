package io.iaas.examples.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What this process holds.
 *
 * @param files open files and sockets
 * @param threads threads
 * @param heapBytes what is on the heap behind a collection
 */
record Usage(long files, int threads, long heapBytes) {
    /** What waits for its cleaner outlives one collection, and others allocate meanwhile. */
    private static final int COLLECTIONS = 4;

    static Usage now() {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return new Usage(
                    files.count(),
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    LongStream.generate(Usage::heapBehindACollection)
                            .limit(COLLECTIONS)
                            .min()
                            .orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long heapBehindACollection() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** Returns the greater of each number. */
    Usage peak(Usage other) {
        return new Usage(
                Math.max(files, other.files), Math.max(threads, other.threads), Math.max(heapBytes, other.heapBytes));
    }
}
