package io.iaas.internal.image;

import io.iaas.error.ErrorCode;
import io.iaas.image.ImageFile;
import io.iaas.internal.engine.StepContext;
import io.iaas.internal.engine.StepFailedException;
import io.iaas.spi.repository.StepRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
        Path spool = spool(context);
        try (InputStream stream = context.attachment()
                .orElseThrow(() -> new StepFailedException(
                        ErrorCode.INVALID_INPUT, "the process that held the image's stream is gone"))) {
            receive(context, stream, spool);
        } catch (IOException e) {
            throw new StepFailedException(ErrorCode.INVALID_INPUT, "the image's stream could not be kept: " + e, e);
        }
        return Map.of(ImportInput.path(ImageFile.Role.DISK), spool.toString());
    }

    private static void receive(StepContext context, InputStream stream, Path spool) throws IOException {
        Files.deleteIfExists(spool);
        FileAttribute<?> private600 =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.createFile(spool, private600);
        try (OutputStream out = Files.newOutputStream(spool, StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                out.write(buffer, 0, read);
                context.checkpoint();
            }
        }
    }

    /** The name follows from the operation, so that an undo in another process finds it. */
    private static Path spool(StepContext context) {
        return Path.of(
                System.getProperty("java.io.tmpdir"),
                "iaas-import-" + context.operation().id());
    }

    @Override
    public void undo(StepContext context, StepRecord record) {
        discard(context);
    }

    /** Deletes the file if there is one. */
    static void discard(StepContext context) {
        try {
            Files.deleteIfExists(spool(context));
        } catch (IOException e) {
            throw new StepFailedException(ErrorCode.INTERNAL, "the received stream cannot be deleted: " + e, e);
        }
    }
}
