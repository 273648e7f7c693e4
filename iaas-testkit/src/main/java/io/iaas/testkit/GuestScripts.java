package io.iaas.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The scripts that build guests, which are packed into this library, as files in a directory of this user's alone. */
final class GuestScripts implements AutoCloseable {
    private static final String PLACE = "io/iaas/testkit/scripts";
    private static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("rwxr-xr-x");

    private final Path directory;

    private GuestScripts(Path directory) {
        this.directory = directory;
    }

    static GuestScripts unpack() {
        try {
            GuestScripts scripts = new GuestScripts(Files.createTempDirectory("iaas-guest-scripts"));
            boolean done = false;
            try {
                scripts.fill();
                done = true;
                return scripts;
            } finally {
                if (!done) {
                    scripts.close();
                }
            }
        } catch (IOException e) {
            throw new TestImageException("the scripts that build images cannot be unpacked", e);
        }
    }

    private void fill() throws IOException {
        Path library = Path.of(ReaperProcess.placeOf(GuestScripts.class));
        if (Files.isDirectory(library)) {
            copyAll(library.resolve(PLACE));
            return;
        }
        try (FileSystem jar = FileSystems.newFileSystem(library)) {
            copyAll(jar.getPath(PLACE));
        }
    }

    private void copyAll(Path from) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(from)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path to = directory.resolve(from.relativize(file).toString());
            Files.createDirectories(Objects.requireNonNull(to.getParent()));
            Files.copy(file, to);
            if (isProgram(to)) {
                Files.setPosixFilePermissions(to, PROGRAM);
            }
        }
    }

    /** A jar keeps no permissions, and what is built has those of these files. */
    private static boolean isProgram(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(2), new byte[] {'#', '!'});
        }
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory, e);
        }
    }
}
