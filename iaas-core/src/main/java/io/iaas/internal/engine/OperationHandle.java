package io.iaas.internal.engine;

import io.iaas.error.ErrorCode;
import io.iaas.error.NotFoundException;
import io.iaas.identity.ProjectId;
import io.iaas.operation.AwaitTimeoutException;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationFailedException;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationInfo;
import io.iaas.operation.OperationState;
import io.iaas.operation.Progress;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.StoredOperation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A handle that reads the records; it holds nothing that a lost process could take with it. */
public final class OperationHandle<T> implements Operation<T> {
    private final ProjectId project;
    private final OperationId id;
    private final Optional<OperationDefinition<T>> definition;
    private final Repositories repositories;
    private final Watches watches;
    private final OperationEngine engine;

    OperationHandle(
            ProjectId project,
            OperationId id,
            Optional<OperationDefinition<T>> definition,
            Repositories repositories,
            Watches watches,
            OperationEngine engine) {
        this.project = project;
        this.id = id;
        this.definition = definition;
        this.repositories = repositories;
        this.watches = watches;
        this.engine = engine;
    }

    @Override
    public OperationId id() {
        return id;
    }

    @Override
    public OperationInfo info() {
        return engine.info(stored());
    }

    @Override
    public T await() {
        CompletableFuture<T> settled = settled();
        try {
            return settled.get();
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    @Override
    public T await(Duration limit) {
        CompletableFuture<T> settled = settled();
        try {
            return settled.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } catch (TimeoutException e) {
            throw new AwaitTimeoutException(id, limit, info().progress());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    @Override
    public boolean cancel() {
        return engine.cancel(project, id);
    }

    @Override
    public CompletionStage<T> completion() {
        return settled().minimalCompletionStage();
    }

    @Override
    public void onProgress(Consumer<Progress> listener) {
        watches.listen(project, id, listener);
    }

    private CompletableFuture<T> settled() {
        return watches.of(project, id).settled().thenApply(this::produced);
    }

    private T produced(OperationInfo info) {
        if (info.state() != OperationState.SUCCEEDED || info.failure().isPresent()) {
            throw new OperationFailedException(info, info.failure().orElseThrow());
        }
        OperationDefinition<T> known = definition.orElseThrow(() -> new StepFailedException(
                ErrorCode.UNSUPPORTED, "what " + info.kind() + " produced is known to newer versions only"));
        return repositories.read(session -> known.result(
                session,
                session.operations().find(project, id).orElseThrow(() -> new NotFoundException("operation", id))));
    }

    private StoredOperation stored() {
        return repositories
                .read(session -> session.operations().find(project, id))
                .orElseThrow(() -> new NotFoundException("operation", id));
    }

    /** The exception was made on another thread; callers get it as it is, with their own frames as a suppressed trace. */
    private static RuntimeException unwrapped(ExecutionException e) {
        Throwable cause = e.getCause() instanceof CompletionException inner ? inner.getCause() : e.getCause();
        if (cause instanceof RuntimeException known) {
            return known;
        }
        return new StepFailedException(ErrorCode.INTERNAL, "the operation's outcome cannot be read", e);
    }

    private StoppedException interrupted() {
        return StoppedException.interrupted("waiting for operation " + id + ", which goes on");
    }
}
