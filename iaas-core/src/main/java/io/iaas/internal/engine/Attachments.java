package io.iaas.internal.engine;

import io.iaas.operation.OperationId;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Streams that callers gave to operations. They live in this process only and are read once. */
public final class Attachments {
    private static final Logger LOG = LoggerFactory.getLogger(Attachments.class);

    private final Map<OperationId, InputStream> streams = new ConcurrentHashMap<>();

    /** Keeps a stream for an operation. */
    public void put(OperationId operation, InputStream stream) {
        streams.put(operation, stream);
    }

    /** Hands the stream out, once; the taker closes it. */
    public Optional<InputStream> take(OperationId operation) {
        return Optional.ofNullable(streams.remove(operation));
    }

    /** Closes the stream of an operation that will never read it; does nothing when there is none. */
    void discard(OperationId operation) {
        take(operation).ifPresent(stream -> {
            try {
                stream.close();
            } catch (IOException e) {
                LOG.debug("the stream of settled operation {} does not close", operation, e);
            }
        });
    }

    /** Gives a stream up whose operation was never recorded; it stays the caller's to close. */
    public void drop(OperationId operation) {
        streams.remove(operation);
    }
}
