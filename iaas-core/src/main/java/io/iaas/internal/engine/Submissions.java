package io.iaas.internal.engine;

import io.iaas.error.ConflictException;
import io.iaas.error.ErrorCode;
import io.iaas.identity.ProjectId;
import io.iaas.internal.audit.Acting;
import io.iaas.operation.OperationId;
import io.iaas.spi.repository.OperationStatus;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StoredOperation;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Takes operations in: from callers, and from steps that have a part of their work done by operations of its own. */
final class Submissions {
    private final Environment environment;
    private final Definitions definitions;
    private final Interventions interventions;
    private final TimeOrderedIds ids;
    private final Consumer<OperationId> wake;

    Submissions(
            Environment environment,
            Definitions definitions,
            Interventions interventions,
            TimeOrderedIds ids,
            Consumer<OperationId> wake) {
        this.environment = environment;
        this.definitions = definitions;
        this.interventions = interventions;
        this.ids = ids;
        this.wake = wake;
    }

    OperationId newId() {
        return new OperationId(ids.next());
    }

    /** Returns the operation that the same request under the same idempotency key started before, if any. */
    Optional<StoredOperation> earlier(Submission submission) {
        return submission
                .options()
                .idempotencyKey()
                .flatMap(key -> environment
                        .repositories()
                        .read(session -> earlier(session, submission, RequestHash.of(submission))));
    }

    /** Records an operation, unless it was under its idempotency key before, and tells of it. */
    StoredOperation take(Submission submission, Function<RepositorySession, OperationEngine.Request> work) {
        String hash = RequestHash.of(submission);
        Taken answer = environment
                .repositories()
                .write(session -> earlier(session, submission, hash)
                        .map(stored -> new Taken(stored, List.of()))
                        .orElseGet(() -> {
                            OperationEngine.Request request = work.apply(session);
                            StoredOperation operation = queued(session, submission, hash, request);
                            session.operations().insert(operation);
                            return new Taken(operation, request.ended());
                        }));
        if (answer.operation().id().equals(submission.id())) {
            environment.news().submitted(answer.operation());
        }
        answer.ended().forEach(ended -> environment.news().settled(ended, ended.status()));
        wake.accept(answer.operation().id());
        return answer.operation();
    }

    /** The operation that answers a submission, and those that the submission ended. */
    private record Taken(StoredOperation operation, List<StoredOperation> ended) {}

    /** Asks an operation to stop; false when it is settled, turns back already, or can no longer turn back. */
    boolean cancel(ProjectId project, OperationId id) {
        Interventions.Cancel cancel =
                environment.repositories().write(session -> interventions.cancel(session, project, id));
        cancel.ended().ifPresent(ended -> environment.news().settled(ended, ended.status()));
        wake.accept(id);
        return cancel.heard();
    }

    /** See {@link OperationEngine#cancel(RepositorySession, ProjectId, OperationId)}. */
    Optional<StoredOperation> cancel(RepositorySession session, ProjectId project, OperationId id) {
        return interventions.cancel(session, project, id).ended();
    }

    private StoredOperation queued(
            RepositorySession session, Submission submission, String hash, OperationEngine.Request request) {
        return new StoredOperation(
                submission.id(),
                submission.project(),
                Acting.actor(),
                submission.kind(),
                definitions.newest(submission.kind()).version(),
                request.target(),
                request.input(),
                hash,
                submission.options().idempotencyKey(),
                session.now(),
                submission.options().deadline().map(session.now()::plus),
                OperationStatus.queued(session.now()));
    }

    private static Optional<StoredOperation> earlier(RepositorySession session, Submission submission, String hash) {
        Optional<StoredOperation> stored = submission
                .options()
                .idempotencyKey()
                .flatMap(key -> session.operations().findByIdempotencyKey(submission.project(), key));
        if (stored.filter(operation -> !operation.requestHash().equals(hash)).isPresent()) {
            throw new ConflictException(
                    ErrorCode.IDEMPOTENCY_CONFLICT,
                    "the idempotency key was used before, for another request: " + stored.get());
        }
        return stored;
    }
}
