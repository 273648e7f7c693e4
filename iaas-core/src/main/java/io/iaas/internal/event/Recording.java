package io.iaas.internal.event;

import io.iaas.event.Change;
import io.iaas.event.EventKind;
import io.iaas.identity.ProjectId;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationTarget;
import io.iaas.spi.repository.EventDraft;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StoredOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a unit of work changes. It is written at the end: only then is it known which operation did it, and an operation
 * that settles is told of behind all that it changed.
 */
final class Recording {
    private final RepositorySession session;
    private final List<EventDraft> changes = new ArrayList<>();
    private final List<EventDraft> settlements = new ArrayList<>();
    private Optional<OperationId> author = Optional.empty();

    Recording(RepositorySession session) {
        this.session = session;
    }

    /** Notes whose work this is. */
    void by(OperationId operation) {
        author = Optional.of(operation);
    }

    void changed(ProjectId project, EventKind kind, OperationTarget target, Change change) {
        changes.add(new EventDraft(project, kind, target, change, Optional.empty()));
    }

    void settled(StoredOperation before, String state) {
        Change change = new Change(Optional.of(before.status().state().name()), Optional.of(state), Optional.empty());
        settlements.add(new EventDraft(
                before.projectId(), EventKind.OPERATION_SETTLED, before.target(), change, Optional.of(before.id())));
    }

    /** Writes the events; false when there are none. */
    boolean write() {
        Optional<OperationId> operation =
                author.or(() -> settlements.stream().findFirst().flatMap(EventDraft::operation));
        changes.forEach(draft -> session.events()
                .append(new EventDraft(draft.projectId(), draft.kind(), draft.target(), draft.change(), operation)));
        settlements.forEach(session.events()::append);
        return !changes.isEmpty() || !settlements.isEmpty();
    }
}
