package io.iaas.spi.queue;

import io.iaas.operation.OperationId;
import java.util.function.Consumer;

/**
 * Carries wake-ups: hints that an operation waits to run. The records in the database are the truth; a queue may lose,
 * repeat and reorder wake-ups, and all that costs is delay, because workers also look for themselves.
 *
 * <p>Called by: the services after each submission (on the caller's thread) and the workers. Threads: any, concurrently.
 */
public interface OperationQueue extends AutoCloseable {
    /**
     * Tells all subscribers, of this process and others, that an operation waits. Must not block and must not throw: a
     * queue that cannot deliver drops the hint.
     */
    void wake(OperationId id);

    /**
     * Calls the listener for each wake-up from now on, on a thread of the queue or of the caller of {@link #wake}. The
     * listener returns at once. One subscriber for each queue object; a second call replaces the first.
     */
    void subscribe(Consumer<OperationId> listener);

    /** Stops deliveries; calls after it do nothing. Idempotent. */
    @Override
    void close();
}
