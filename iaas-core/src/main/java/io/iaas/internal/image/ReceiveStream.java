package io.iaas.internal.image;

import io.iaas.error.ErrorCode;
import io.iaas.image.ImageFile;
import io.iaas.internal.engine.StepContext;
import io.iaas.internal.engine.StepFailedException;
import io.iaas.spi.repository.StepRecord;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Puts the caller's stream, or what his URL gives, into a file. */
final class ReceiveStream extends ImageStep {
    static final String NAME = "receive-stream";

    private final Fetch fetch;

    ReceiveStream(Fetch fetch) {
        super(NAME);
        this.fetch = fetch;
    }

    @Override
    public Map<String, String> run(StepContext context, StepRecord intent) {
        if (context.input(ImportInput.path(ImageFile.Role.KERNEL)).isPresent()
                || context.input(ImportInput.path(ImageFile.Role.DISK)).isPresent()) {
            return Map.of();
        }
        if (context.input(ImportInput.URL).isPresent()) {
            return Map.of(UploadFile.SHA256, fetch.anew(context));
        }
        Spool spool = Spool.of(context.operation().id());
        // A worker that came here before may have received all of it, and a stream is read once.
        if (!context.resumed() || !spool.isWhole()) {
            receive(context, spool);
        }
        return Map.of(ImportInput.path(ImageFile.Role.DISK), spool.file().toString());
    }

    private static void receive(StepContext context, Spool spool) {
        try (InputStream stream = context.attachment()
                .orElseThrow(() -> new StepFailedException(
                        ErrorCode.INVALID_INPUT, "the process that held the image's stream is gone"))) {
            spool.keep(context, stream, ProveImage.LIMITS.maxFileSizeBytes());
        } catch (IOException e) {
            throw new StepFailedException(ErrorCode.INVALID_INPUT, "the image's stream could not be kept: " + e, e);
        }
    }

    @Override
    public void undo(StepContext context, StepRecord record) {
        Spool.of(context.operation().id()).discard();
    }
}
