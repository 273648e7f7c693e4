package io.iaas.internal.engine;

import io.iaas.error.ClosedException;
import io.iaas.identity.ProjectId;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationInfo;
import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationTarget;
import io.iaas.operation.Progress;
import io.iaas.spi.queue.OperationQueue;
import io.iaas.spi.repository.OperationStatus;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StoredOperation;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Takes operations in, has them run, and hands out what they produce. Safe for use by many threads. */
public final class OperationEngine implements AutoCloseable {
    private final Environment environment;
    private final Definitions definitions;
    private final OperationQueue queue;
    private final TimeOrderedIds ids;
    private final Watches watches;
    private final Dispatcher dispatcher;
    private volatile boolean closed;

    /** Builds an engine at rest; {@link #start} sets it to work. */
    public OperationEngine(
            Environment environment,
            Definitions definitions,
            OperationQueue queue,
            TimeOrderedIds ids,
            EngineSettings settings) {
        this.environment = environment;
        this.definitions = definitions;
        this.queue = queue;
        this.ids = ids;
        this.watches = new Watches(environment.repositories(), this::info);
        this.dispatcher = new Dispatcher(environment, definitions, queue, settings, watches);
    }

    /** Begins to look for operations and to run them, those that earlier processes left included. */
    public void start() {
        watches.start();
        dispatcher.start();
    }

    /**
     * What a submission writes beside the operation.
     *
     * @param kind what is to be done
     * @param target to what
     * @param input what the steps need to know
     */
    public record Request(OperationKind kind, OperationTarget target, Map<String, String> input) {}

    /**
     * Records an operation, with all that belongs to its submission, in one transaction, and has it run.
     *
     * @param work checks and writes within the transaction and returns the request
     */
    public <T> OperationHandle<T> submit(ProjectId project, Function<RepositorySession, Request> work) {
        return submit(project, new OperationId(ids.next()), work);
    }

    /** Records an operation under an id that the caller made, for those who attach a stream to it first. */
    public <T> OperationHandle<T> submit(ProjectId project, OperationId id, Function<RepositorySession, Request> work) {
        if (closed) {
            throw new ClosedException("Iaas");
        }
        StoredOperation stored = environment.repositories().write(session -> {
            Request request = work.apply(session);
            StoredOperation operation = new StoredOperation(
                    id,
                    project,
                    request.kind(),
                    definitions.newest(request.kind()).version(),
                    request.target(),
                    request.input(),
                    RequestHash.of(request),
                    Optional.empty(),
                    session.now(),
                    Optional.empty(),
                    OperationStatus.queued(session.now()));
            session.operations().insert(operation);
            return operation;
        });
        queue.wake(id);
        dispatcher.wake();
        return handle(stored);
    }

    /** Returns a handle on a stored operation. */
    @SuppressWarnings("unchecked") // the kind of the operation decides what it produces, as for its submitter
    public <T> OperationHandle<T> handle(StoredOperation stored) {
        OperationDefinition<T> definition =
                (OperationDefinition<T>) definitions.find(stored).orElse(null);
        return new OperationHandle<>(
                stored.projectId(),
                stored.id(),
                Optional.ofNullable(definition),
                environment.repositories(),
                watches,
                this);
    }

    /** Returns an operation as it is recorded, with the finer progress that this process knows of. */
    public OperationInfo info(StoredOperation stored) {
        Progress recorded = definitions
                .find(stored)
                .map(definition -> Progresses.of(definition, stored.status(), 0))
                .orElseGet(() -> Progresses.unknown(stored.status()));
        Progress progress = stored.status().state().settled()
                ? recorded
                : dispatcher.progressOf(stored.id()).orElse(recorded);
        return new OperationInfo(
                stored.id(),
                stored.projectId(),
                stored.kind(),
                stored.target(),
                progress,
                stored.status().failure(),
                stored.createdAt(),
                stored.status().finishedAt());
    }

    /** Asks an operation to stop; false when it is settled, turns back already, or can no longer turn back. */
    boolean cancel(ProjectId project, OperationId id) {
        return environment.repositories().write(session -> cancel(session, project, id));
    }

    /** Asks an operation to stop, within a unit of work. */
    public boolean cancel(RepositorySession session, ProjectId project, OperationId id) {
        return session.operations()
                        .find(project, id)
                        .filter(stored -> mayTurnBack(session, stored))
                        .isPresent()
                && session.operations().requestCancel(project, id);
    }

    private boolean mayTurnBack(RepositorySession session, StoredOperation stored) {
        int pivot = definitions.find(stored).map(OperationDefinition::pivot).orElse(Integer.MAX_VALUE);
        return session.steps().list(stored.id()).stream().noneMatch(step -> step.sequence() >= pivot);
    }

    /** Lets running operations end, hands over those that do not in time, and stops all threads. Idempotent. */
    @Override
    public void close() {
        closed = true;
        dispatcher.close();
        watches.close();
    }
}
