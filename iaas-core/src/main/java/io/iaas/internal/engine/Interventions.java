package io.iaas.internal.engine;

import io.iaas.error.ConflictException;
import io.iaas.error.ErrorCode;
import io.iaas.error.NotFoundException;
import io.iaas.identity.ProjectId;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationState;
import io.iaas.spi.repository.OperationStatus;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StoredOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What people decide about operations from outside: to stop one, to try a blocked one again, to give it up. */
final class Interventions {
    private final Definitions definitions;
    private final Attachments attachments;
    private final Consumer<OperationId> askedToStop;

    /**
     * Creates them.
     *
     * @param askedToStop is told of operations that may be running, within the unit of work that asks them to stop
     */
    Interventions(Definitions definitions, Attachments attachments, Consumer<OperationId> askedToStop) {
        this.definitions = definitions;
        this.attachments = attachments;
        this.askedToStop = askedToStop;
    }

    /** What became of a wish to cancel: whether it was heard, and the operation if that ended it at once. */
    record Cancel(boolean heard, Optional<StoredOperation> ended) {}

    /** Asks an operation to stop; not heard when it is settled, turns back already, or can no longer turn back. */
    Cancel cancel(RepositorySession session, ProjectId project, OperationId id) {
        Optional<StoredOperation> stored =
                session.operations().find(project, id).filter(operation -> mayTurnBack(session, operation));
        Optional<StoredOperation> ended = stored.flatMap(operation -> dropped(session, operation));
        boolean heard =
                ended.isPresent() || (stored.isPresent() && session.operations().requestCancel(project, id));
        askedToStop.accept(id);
        return new Cancel(heard, ended);
    }

    private boolean mayTurnBack(RepositorySession session, StoredOperation stored) {
        int pivot = definitions.find(stored).map(OperationDefinition::pivot).orElse(Integer.MAX_VALUE);
        return session.steps().list(stored.id()).stream().noneMatch(step -> step.sequence() >= pivot);
    }

    /** An operation that no worker ever claimed has nothing to undo, and need not wait for its turn to say so. */
    private Optional<StoredOperation> dropped(RepositorySession session, StoredOperation stored) {
        Optional<OperationDefinition<?>> definition = definitions.find(stored);
        if (definition.isEmpty() || stored.status().state() != OperationState.QUEUED) {
            return Optional.empty();
        }
        StoppedException cancelled = StoppedException.cancelled();
        OperationStatus ended = stored.status()
                .cancelledAt(session.now())
                .settled(
                        OperationState.ROLLED_BACK,
                        Optional.of(Evidence.of(cancelled, "start", List.of(), Optional.empty())),
                        session.now());
        boolean mine = session.operations().change(stored.id(), OperationState.QUEUED, ended);
        if (mine) {
            definition.get().rolledBack(session, stored);
            attachments.discard(stored.id());
        }
        return mine ? Optional.of(stored.withStatus(ended)) : Optional.empty();
    }

    /** Puts a blocked operation back into the queue. */
    StoredOperation retry(RepositorySession session, ProjectId project, OperationId id) {
        StoredOperation stored = found(session, project, id);
        StoredOperation retried = triedAgain(session, stored);
        blockedParts(session, stored).forEach(part -> triedAgain(session, part));
        return retried;
    }

    private List<StoredOperation> blockedParts(RepositorySession session, StoredOperation stored) {
        return definitions
                .find(stored)
                .map(definition -> definition.blockedParts(session, stored))
                .orElse(List.of());
    }

    private static StoredOperation triedAgain(RepositorySession session, StoredOperation stored) {
        return change(session, stored, stored.status().triedAgain(session.now()));
    }

    /** The operation that was given up, and all that were with it. */
    record Abandoned(StoredOperation asked, List<StoredOperation> all) {}

    /** Ends a blocked operation as it is, with its parts. */
    Abandoned abandon(RepositorySession session, ProjectId project, OperationId id) {
        StoredOperation stored = found(session, project, id);
        List<StoredOperation> all = new ArrayList<>();
        blockedParts(session, stored).forEach(part -> all.add(abandon(session, part)));
        StoredOperation asked = abandon(session, stored);
        all.add(asked);
        return new Abandoned(asked, all);
    }

    private StoredOperation abandon(RepositorySession session, StoredOperation stored) {
        OperationDefinition<?> definition = definitions
                .find(stored)
                .orElseThrow(() -> new ConflictException(
                        ErrorCode.WRONG_STATE, stored + " is of a kind that only newer versions know"));
        StoredOperation abandoned = change(
                session,
                stored,
                stored.status()
                        .settled(OperationState.ABANDONED, stored.status().failure(), session.now()));
        definition.abandoned(session, abandoned);
        return abandoned;
    }

    private static StoredOperation found(RepositorySession session, ProjectId project, OperationId id) {
        return session.operations().find(project, id).orElseThrow(() -> new NotFoundException("operation", id));
    }

    private static StoredOperation change(RepositorySession session, StoredOperation stored, OperationStatus next) {
        if (!session.operations().change(stored.id(), OperationState.UNDO_BLOCKED, next)) {
            throw new ConflictException(
                    ErrorCode.WRONG_STATE, stored + ": only a blocked operation can be retried or abandoned");
        }
        return stored.withStatus(next);
    }
}
