package io.iaas.examples.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What this process holds.
 *
 * @param files open files and sockets
 * @param threads threads
 * @param heapBytes what is on the heap behind a collection
 */
record Usage(long files, int threads, long heapBytes) {
    static Usage now() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return new Usage(
                    files.count(),
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    runtime.totalMemory() - runtime.freeMemory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the greater of each number. */
    Usage peak(Usage other) {
        return new Usage(
                Math.max(files, other.files), Math.max(threads, other.threads), Math.max(heapBytes, other.heapBytes));
    }
}
