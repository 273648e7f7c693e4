package io.iaas.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A small text file that this process keeps locked. The operating system unlocks it when the process ends, too. */
final class LockedFile implements AutoCloseable {
    /** Closing any descriptor of a file drops a process' lock on it: what this process holds, it must not open again. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private static final int LONGEST = 4096;

    private final Path path;
    private final FileChannel channel;

    private LockedFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Makes a file and locks it. */
    static LockedFile create(Path path) {
        return tryLock(path, StandardOpenOption.CREATE_NEW)
                .orElseThrow(() -> new IllegalStateException("a file that was just made is locked: " + path));
    }

    /** Locks a file; empty when another process or this one holds it, or when there is none. */
    static Optional<LockedFile> tryLock(Path path) {
        return HELD_HERE.contains(path) ? Optional.empty() : tryLock(path, StandardOpenOption.READ);
    }

    private static Optional<LockedFile> tryLock(Path path, OpenOption how) {
        try {
            FileChannel channel = FileChannel.open(path, how, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                HELD_HERE.add(path);
                return Optional.of(new LockedFile(path, channel));
            }
            channel.close();
            return Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + path, e);
        }
    }

    /** Locks a file, made where it was not; waits for other processes. Not for two threads of one process at once. */
    static LockedFile await(Path path) {
        try {
            FileChannel channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel.lock();
            return new LockedFile(path, channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + path, e);
        }
    }

    Path path() {
        return path;
    }

    String text() {
        try {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(channel.size(), LONGEST));
            while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) > 0) {
                // Until it is full or the file ends.
            }
            return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    void write(String text) {
        try {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
        }
    }

    /** Deletes the file and lets go of it. */
    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        } finally {
            close();
        }
    }

    /** Lets go of the file. Idempotent. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot let go of " + path, e);
        } finally {
            HELD_HERE.remove(path);
        }
    }
}
