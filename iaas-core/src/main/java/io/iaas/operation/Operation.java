package io.iaas.operation;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Work that was recorded durably and runs without its caller. A handle may be dropped at any time: the work goes on,
 * and {@link OperationService#get} finds it again by its id, from any process on the same database. Handles are safe
 * for use by many threads.
 *
 * @param <T> what it produces
 */
public interface Operation<T> {
    /** Returns the identity. */
    OperationId id();

    /**
     * Returns the operation as it is recorded now (one read of the database).
     *
     * @throws io.iaas.error.IaasException when the database does not answer
     */
    OperationInfo info();

    /**
     * Waits until the operation settles.
     *
     * @return what it produced
     * @throws OperationFailedException when it failed; the evidence tells what became of it
     * @throws io.iaas.error.IaasException with code {@code CANCELLED} when the waiting thread is interrupted (its
     *     interrupt flag is set again; the operation goes on)
     */
    T await();

    /**
     * Waits for at most this long.
     *
     * @return what it produced
     * @throws AwaitTimeoutException when the time ran out; the operation goes on
     * @throws OperationFailedException when it failed; the evidence tells what became of it
     * @throws io.iaas.error.IaasException with code {@code CANCELLED} when the waiting thread is interrupted (its
     *     interrupt flag is set again; the operation goes on)
     */
    T await(Duration limit);

    /**
     * Asks the operation to stop. It stops at its next safe point and undoes what it did; await tells how that ended.
     *
     * @return false when it has settled already, or can no longer turn back
     */
    boolean cancel();

    /**
     * Returns the stage that completes when the operation settles: with what it produced, or exceptionally with an
     * {@link OperationFailedException}. Dependent stages run on a thread of the library and must not block it.
     */
    CompletionStage<T> completion();

    /**
     * Calls the listener at each change of progress from now on, at once with the present one, from threads of the
     * library, one call at a time. The listener must return quickly; what it throws is logged and ends its calls.
     * Changes that follow each other closely may be told as one.
     */
    void onProgress(Consumer<Progress> listener);
}
