package io.iaas.internal.image;

import io.iaas.internal.engine.StepContext;
import io.iaas.spi.repository.StepRecord;
import java.util.Map;

/** Deletes the file that a stream or a download was put into, once its bytes are on the host. */
final class DiscardStream extends ImageStep {
    DiscardStream() {
        super("discard-stream");
    }

    @Override
    public Map<String, String> run(StepContext context, StepRecord intent) {
        Spool.of(context.operation().id()).discard();
        return Map.of();
    }

    @Override
    public void undo(StepContext context, StepRecord record) {
        // The import is being undone: the file is needed no more either way.
    }
}
