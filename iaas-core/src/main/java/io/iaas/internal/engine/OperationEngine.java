package io.iaas.internal.engine;

import io.iaas.error.ClosedException;
import io.iaas.identity.ProjectId;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationInfo;
import io.iaas.operation.OperationTarget;
import io.iaas.operation.Progress;
import io.iaas.spi.queue.OperationQueue;
import io.iaas.spi.repository.RepositoryException;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StoredOperation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes operations in, has them run, and hands out what they produce. Safe for use by many threads. */
public final class OperationEngine implements AutoCloseable {
    /** How long the ledger proves whose a resource was that is gone. */
    private static final Duration TOMBSTONES = Duration.ofDays(7);

    /** How long events can be read. */
    private static final Duration EVENTS = Duration.ofDays(7);

    private static final Logger LOG = LoggerFactory.getLogger(OperationEngine.class);

    private final Environment environment;
    private final Definitions definitions;
    private final OperationQueue queue;
    private final Watches watches;
    private final Dispatcher dispatcher;
    private final Interventions interventions;
    private final Submissions submissions;
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
        this.interventions = new Interventions(definitions, environment.attachments(), this::askedToStop);
        this.submissions = new Submissions(environment, definitions, interventions, ids, this::wake);
        this.watches = new Watches(environment.repositories(), this::info);
        this.dispatcher = new Dispatcher(environment, definitions, queue, settings, watches, submissions);
    }

    /** Begins to look for operations and to run them, those that earlier processes left included. */
    public void start() {
        watches.start();
        forgetWhatIsOld();
        dispatcher.start();
    }

    private void askedToStop(OperationId id) {
        dispatcher.askedToStop(id);
    }

    /** Keeps the ledger and the events short; the next start does what this one could not. */
    private void forgetWhatIsOld() {
        try {
            environment.repositories().<Boolean>write(session -> {
                session.ledger().forgetAbsent(session.now().minus(TOMBSTONES));
                session.events().forgetBefore(session.now().minus(EVENTS));
                return true;
            });
        } catch (RepositoryException e) {
            LOG.debug("old lines of the ledger and old events stay: {}", e.getMessage());
        }
    }

    /**
     * What a submission writes beside the operation.
     *
     * @param target what it is done to
     * @param input what the steps need to know
     * @param ended the operations that the submission ended at once
     */
    public record Request(OperationTarget target, Map<String, String> input, List<StoredOperation> ended) {
        /** Describes a submission that ends no other operation. */
        public Request(OperationTarget target, Map<String, String> input) {
            this(target, input, List.of());
        }
    }

    /** Returns an id for a new operation. */
    public OperationId newId() {
        return submissions.newId();
    }

    /**
     * Returns the operation that the same request under the same idempotency key started before, if any.
     *
     * @throws io.iaas.error.ConflictException IDEMPOTENCY_CONFLICT when the key was used for another request
     */
    public <T> Optional<Operation<T>> earlier(Submission submission) {
        return submissions.earlier(submission).map(this::handle);
    }

    /**
     * Records an operation, with all that belongs to its submission, in one transaction, and has it run. A request that
     * was submitted before under its idempotency key is not submitted again.
     *
     * @param work checks and writes within the transaction and returns the request
     */
    public <T> OperationHandle<T> submit(Submission submission, Function<RepositorySession, Request> work) {
        if (closed) {
            throw new ClosedException("Iaas");
        }
        return handle(submissions.take(submission, work));
    }

    /** Closes the stream of an operation when it has settled: one that another process takes is not read here. */
    public void closeStreamAtEnd(ProjectId project, OperationId id) {
        watches.whenSettled(project, id, () -> environment.attachments().discard(id));
    }

    /** Has workers look: for this operation, or for one that waited behind it. */
    private void wake(OperationId id) {
        queue.wake(id);
        dispatcher.wake();
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
        // A worker's last word may be newer than what was read, or older than a retry: the record tells the state.
        Progress progress = dispatcher
                .progressOf(stored.id())
                .filter(finer -> finer.state() == stored.status().state())
                .orElse(recorded);
        return new OperationInfo(
                stored.id(),
                stored.projectId(),
                stored.kind(),
                stored.target(),
                progress,
                stored.status().failure(),
                stored.idempotencyKey(),
                stored.createdAt(),
                stored.deadline(),
                stored.status().cancelRequestedAt(),
                stored.status().finishedAt());
    }

    /** Asks an operation to stop; false when it is settled, turns back already, or can no longer turn back. */
    boolean cancel(ProjectId project, OperationId id) {
        return submissions.cancel(project, id);
    }

    /**
     * Asks an operation to stop, within the unit of work of a submission. One that no worker has ever begun is rolled
     * back at once.
     *
     * @return the operation if it was rolled back; it belongs into {@link Request#ended}
     */
    public Optional<StoredOperation> cancel(RepositorySession session, ProjectId project, OperationId id) {
        return submissions.cancel(session, project, id);
    }

    /** Has a blocked operation tried again. */
    public <T> Operation<T> retry(ProjectId project, OperationId id) {
        StoredOperation stored = environment.repositories().write(session -> interventions.retry(session, project, id));
        wake(id);
        return handle(stored);
    }

    /** Gives a blocked operation up. */
    public OperationInfo abandon(ProjectId project, OperationId id) {
        Interventions.Abandoned abandoned =
                environment.repositories().write(session -> interventions.abandon(session, project, id));
        abandoned.all().forEach(stored -> environment.news().settled(stored, stored.status()));
        wake(id);
        return info(abandoned.asked());
    }

    Submissions submissions() {
        return submissions;
    }

    /** Returns how many operations run in this process now. */
    public int busyWorkers() {
        return dispatcher.busyWorkers();
    }

    /** Lets running operations end, hands over those that do not in time, and stops all threads. Idempotent. */
    @Override
    public void close() {
        closed = true;
        dispatcher.close();
        watches.close();
    }
}
