package io.iaas.examples.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of some MiB, which can be filled to its last byte. Mounting one needs root. */
final class SmallDisk implements AutoCloseable {
    private static final int PAGE = 4096;

    private final Path directory;
    private final Path filler;

    SmallDisk(Path directory, int mebibytes) {
        this.directory = directory;
        this.filler = directory.resolve("filler");
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m,mode=755", "none", directory.toString());
    }

    /** Leaves no byte free. */
    void fill() {
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(new byte[PAGE]);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    void free() {
        try {
            Files.delete(filler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        run("umount", directory.toString());
    }

    private static void run(String... command) {
        try {
            assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                    .as(String.join(" ", command))
                    .isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
