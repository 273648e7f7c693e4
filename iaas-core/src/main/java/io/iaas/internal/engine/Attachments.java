package io.iaas.internal.engine;

import io.iaas.operation.OperationId;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Streams that callers gave to operations. They live in this process only and are read once. */
public final class Attachments {
    private final Map<OperationId, InputStream> streams = new ConcurrentHashMap<>();

    /** Keeps a stream for an operation. */
    public void put(OperationId operation, InputStream stream) {
        streams.put(operation, stream);
    }

    /** Hands the stream out, once; the taker closes it. */
    public Optional<InputStream> take(OperationId operation) {
        return Optional.ofNullable(streams.remove(operation));
    }

    /** Gives a stream up whose operation was never recorded; it stays the caller's to close. */
    public void drop(OperationId operation) {
        streams.remove(operation);
    }
}
