package io.iaas.internal.image;

import io.iaas.error.ErrorCode;
import io.iaas.image.ImageFile;
import io.iaas.internal.engine.StepContext;
import io.iaas.internal.engine.StepFailedException;
import io.iaas.operation.OperationId;
import io.iaas.spi.repository.StepRecord;
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
import java.util.Map;

/**
 * Puts the caller's stream into a file of its own, readable by nobody else: a format can be proven only where one can
 * look back and forth.
 */
final class ReceiveStream extends ImageStep {
    static final String NAME = "receive-stream";

    private static final int BUFFER_BYTES = 1 << 16;

    ReceiveStream() {
        super(NAME);
    }

    @Override
    public Map<String, String> run(StepContext context, StepRecord intent) {
        if (context.input(ImportInput.path(ImageFile.Role.KERNEL)).isPresent()
                || context.input(ImportInput.path(ImageFile.Role.DISK)).isPresent()) {
            return Map.of();
        }
        Path spool = spool(context.operation().id());
        // A worker that came here before may have received all of it, and a stream is read once.
        if (!context.resumed() || !Files.exists(spool)) {
            receive(context, spool);
        }
        return Map.of(ImportInput.path(ImageFile.Role.DISK), spool.toString());
    }

    private static void receive(StepContext context, Path spool) {
        try (InputStream stream = context.attachment()
                .orElseThrow(() -> new StepFailedException(
                        ErrorCode.INVALID_INPUT, "the process that held the image's stream is gone"))) {
            copy(context, stream, part(spool));
            Files.move(part(spool), spool, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StepFailedException(ErrorCode.INVALID_INPUT, "the image's stream could not be kept: " + e, e);
        }
    }

    /** Returns when all of it is on the disk, so that a file of the final name is whole whatever happens. */
    private static void copy(StepContext context, InputStream stream, Path part) throws IOException {
        Files.deleteIfExists(part);
        FileAttribute<?> private600 =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.createFile(part, private600);
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(file)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                out.write(buffer, 0, read);
                context.checkpoint();
            }
            file.force(true);
        }
    }

    /** The name follows from the operation, so that an undo in another process finds it. */
    private static Path spool(OperationId operation) {
        return Path.of(System.getProperty("java.io.tmpdir"), "iaas-import-" + operation);
    }

    private static Path part(Path spool) {
        return spool.resolveSibling(spool.getFileName() + ".part");
    }

    @Override
    public void undo(StepContext context, StepRecord record) {
        discard(context.operation().id());
    }

    /** Deletes the file, whole or in part, if there is one. */
    static void discard(OperationId operation) {
        try {
            Files.deleteIfExists(part(spool(operation)));
            Files.deleteIfExists(spool(operation));
        } catch (IOException e) {
            throw new StepFailedException(ErrorCode.INTERNAL, "the received stream cannot be deleted: " + e, e);
        }
    }
}
