package io.iaas.spi.observe;

import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationState;
import java.time.Duration;

/**
 * Learns what one instance of the library does: for metrics, not for decisions. Without an observer nothing is measured,
 * and nothing stands in the path of a call.
 *
 * <p>Caller: whoever does what is told of, behind it. Threads: any, concurrently; what several threads do to one
 * operation may be told in another order than it was done in. Blocking: must not; the work that is told of waits. Errors:
 * what a method throws is logged and has no other consequence. Nothing is told twice for the same reason, but a word may
 * be lost with the process that would have said it, or with the answer to its last commit.
 */
public interface IaasObserver extends AutoCloseable {
    /** Is told once, before all else, how to look at what goes on now. */
    default void watching(Load load) {}

    /** An operation was recorded. One that an idempotency key leads to an earlier one is not. */
    default void operationSubmitted(OperationKind kind) {}

    /**
     * A worker of this process took up an operation that none had taken up before. Not told of one whose first worker
     * dies at once.
     *
     * @param queued how long it was in the queue, by the database's clock: behind other operations, too
     */
    default void operationBegun(OperationKind kind, Duration queued) {}

    /**
     * An operation settled by this process: it ended, or is blocked. Told again of a blocked one that was retried or
     * abandoned.
     *
     * @param state one for which {@link OperationState#settled} holds
     * @param taken how long ago it was submitted, by the database's clock, whatever processes worked on it since
     */
    default void operationSettled(OperationKind kind, OperationState state, Duration taken) {}

    /** A call to the host's driver ended. */
    default void hypervisorCalled(HypervisorCall call) {}

    /** Is told last, when the instance closes. What {@link #watching} gave must not be asked behind it. */
    @Override
    default void close() {}
}
