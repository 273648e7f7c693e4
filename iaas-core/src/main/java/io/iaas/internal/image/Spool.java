package io.iaas.internal.image;

import io.iaas.error.ErrorCode;
import io.iaas.internal.engine.StepContext;
import io.iaas.internal.engine.StepFailedException;
import io.iaas.operation.OperationId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The file of an import's own, readable by nobody else, that bytes are put into which are no file yet: a format can be
 * proven only where one can look back and forth. Its name follows from the operation, so that an undo in another process
 * finds it.
 *
 * @param file where it is when it is whole
 */
record Spool(Path file) {
    private static final int BUFFER_BYTES = 1 << 16;

    static Spool of(OperationId operation) {
        return new Spool(Path.of(System.getProperty("java.io.tmpdir"), "iaas-import-" + operation));
    }

    boolean isWhole() {
        return Files.exists(file);
    }

    /**
     * Keeps all bytes of a stream, and returns their SHA-256. When it returns, all of them are on the disk, so that a file
     * of the final name is whole whatever happens.
     *
     * @throws StepFailedException IMAGE_REJECTED when there are more than the limit
     * @throws IOException when the stream or the disk fails
     */
    String keep(StepContext context, InputStream stream, long maxBytes) throws IOException {
        Files.deleteIfExists(part());
        FileAttribute<?> private600 =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.createFile(part(), private600);
        MessageDigest digest = UploadFile.sha256();
        try (FileChannel channel = FileChannel.open(part(), StandardOpenOption.WRITE);
                OutputStream out = new DigestOutputStream(Channels.newOutputStream(channel), digest)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            long kept = 0;
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                kept += read;
                if (kept > maxBytes) {
                    throw new StepFailedException(
                            ErrorCode.IMAGE_REJECTED,
                            "image '" + context.operation().target().name() + "' has more than " + maxBytes + " bytes");
                }
                out.write(buffer, 0, read);
                context.checkpoint();
            }
            channel.force(true);
        }
        Files.move(part(), file, StandardCopyOption.ATOMIC_MOVE);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Deletes the file, whole or in part, if there is one. */
    void discard() {
        try {
            Files.deleteIfExists(part());
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StepFailedException(ErrorCode.INTERNAL, "the received image cannot be deleted: " + e, e);
        }
    }

    private Path part() {
        return file.resolveSibling(file.getFileName() + ".part");
    }
}
