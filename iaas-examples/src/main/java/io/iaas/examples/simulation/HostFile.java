package io.iaas.examples.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The file of a kept host. It is replaced as a whole, under a lock that ends with its process. */
final class HostFile {
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(1).toNanos();

    private final Path file;

    HostFile(Path file) {
        this.file = file;
    }

    /** Keeps other processes from the host. */
    interface Lock {
        void close();
    }

    Lock lock() {
        return uninterrupted("lock", () -> {
            FileChannel channel =
                    FileChannel.open(sibling(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                // Waiting within the call, processes that work on several hosts look to the kernel like a deadlock.
                while (channel.tryLock() == null) {
                    LockSupport.parkNanos(LOOK_AGAIN_NANOS);
                }
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            return () -> uninterrupted("unlock", () -> {
                channel.close();
                return file;
            });
        });
    }

    /** Returns the file's text; empty when there is none yet. */
    String read() {
        return uninterrupted("read", () -> {
            try {
                return Files.readString(file);
            } catch (NoSuchFileException e) {
                return "";
            }
        });
    }

    void write(String text) {
        uninterrupted(
                "write",
                () -> Files.move(
                        Files.writeString(sibling(".new"), text),
                        file,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING));
    }

    private Path sibling(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private interface Access<T> {
        T make() throws IOException;
    }

    /** A worker that is being stopped leaves the file whole: an interrupt is kept for later. */
    private <T> T uninterrupted(String what, Access<T> access) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return access.make();
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot " + what + " the simulated host " + file, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
