package io.iaas.persistence.mybatis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/** The file of a database: made for its owner alone, and looked at before SQLite opens it. */
final class SqliteFile {
    private static final byte[] HEADER = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private SqliteFile() {}

    /** Creates the file with its missing parent directories, or checks that it is a database. */
    static void prepare(Path file, SqliteErrors errors) {
        if (Files.isDirectory(file)) {
            throw errors.unusable("is a directory");
        }
        try {
            Path parent = file.getParent();
            if (parent != null) {
                Files.createDirectories(parent, permissions(parent, "rwx------"));
            }
            create(file);
            if (!Files.isReadable(file) || !Files.isWritable(file)) {
                throw errors.unusable("may not be read and written by this process");
            }
            checkHeader(file, errors);
        } catch (IOException e) {
            throw errors.unusable("cannot be opened or created", e);
        }
    }

    private static void create(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        try {
            Files.createFile(file, permissions(file, "rw-------"));
        } catch (FileAlreadyExistsException e) {
            // Another process opens the same new database at this moment.
            if (Files.isDirectory(file)) {
                throw e;
            }
        }
    }

    private static void checkHeader(Path file, SqliteErrors errors) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(HEADER.length);
            if (start.length > 0 && !Arrays.equals(start, HEADER)) {
                throw errors.unusable("is not a SQLite database");
            }
        }
    }

    private static FileAttribute<?>[] permissions(Path path, String mode) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }
}
