package io.iaas.internal.access;

import io.iaas.audit.AuditAction;
import io.iaas.internal.audit.Deed;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationFailedException;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationInfo;
import io.iaas.operation.Progress;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A handle that gives no more than its view: what takes time is asked for before it and behind it. */
final class GuardedOperation<T> implements Operation<T> {
    private final Operation<T> operation;
    private final Guard guard;
    private final Permission toRead;
    private final Permission toChange;

    /** Guards an operation of a project. */
    GuardedOperation(Operation<T> operation, Guard guard) {
        this(operation, guard, Permission.READ, Permission.CHANGE);
    }

    private GuardedOperation(Operation<T> operation, Guard guard, Permission toRead, Permission toChange) {
        this.operation = operation;
        this.guard = guard;
        this.toRead = toRead;
        this.toChange = toChange;
    }

    /** Guards an operation that is about more than the project of the view. */
    static <T> Operation<T> ofTheInstallation(Operation<T> operation, Guard guard) {
        return new GuardedOperation<>(operation, guard, Permission.OPERATE, Permission.OPERATE);
    }

    @Override
    public OperationId id() {
        return operation.id();
    }

    @Override
    public OperationInfo info() {
        return guard.require(toRead).shown(operation.info());
    }

    @Override
    public T await() {
        return awaiting(operation::await);
    }

    @Override
    public T await(Duration limit) {
        return awaiting(() -> operation.await(limit));
    }

    private T awaiting(Supplier<T> wait) {
        guard.require(toRead);
        try {
            T result = wait.get();
            guard.require(toRead);
            return result;
        } catch (OperationFailedException e) {
            throw guard.require(toRead).shown(e);
        }
    }

    @Override
    public boolean cancel() {
        return guard.act(toChange, Deed.intervention(AuditAction.OPERATION_CANCEL, id()), operation::cancel);
    }

    @Override
    public CompletionStage<T> completion() {
        guard.require(toRead);
        return operation.completion().handle(this::shown);
    }

    private T shown(T result, @Nullable Throwable error) {
        Clearance clearance = guard.require(toRead);
        if (error == null) {
            return result;
        }
        Throwable cause =
                error instanceof CompletionException wrapped && wrapped.getCause() != null ? wrapped.getCause() : error;
        throw cause instanceof OperationFailedException failed
                ? clearance.shown(failed)
                : new CompletionException(cause);
    }

    @Override
    public void onProgress(Consumer<Progress> listener) {
        guard.require(toRead);
        operation.onProgress(progress -> {
            guard.require(toRead);
            listener.accept(progress);
        });
    }
}
