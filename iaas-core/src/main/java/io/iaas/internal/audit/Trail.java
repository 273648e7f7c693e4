package io.iaas.internal.audit;

import io.iaas.audit.AuditAction;
import io.iaas.audit.AuditOutcome;
import io.iaas.audit.AuditResource;
import io.iaas.identity.ProjectId;
import io.iaas.operation.FailureEvidence;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationTarget;
import io.iaas.spi.repository.AuditDraft;
import io.iaas.spi.repository.OperationStatus;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StoredOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one unit of work adds to the audit trail. It is written at the end: a unit that fails tells of nothing. */
public final class Trail {
    private final RepositorySession session;
    private final Optional<Act> act;
    private final Optional<AuditResource> before;
    private final List<AuditDraft> entries = new ArrayList<>();

    /**
     * Begins with the unit of work: what it deletes has a name now.
     *
     * @throws io.iaas.error.NotFoundException when the project that it is an act in is gone
     * @throws io.iaas.error.ConflictException WRONG_STATE when that project is being deleted
     */
    public Trail(RepositorySession session) {
        this.session = session;
        this.act = Acting.current();
        act.ifPresent(one -> one.requireProject(session));
        this.before = act.filter(Trail::isOneUnit).flatMap(one -> Naming.completed(session, one));
    }

    private static boolean isOneUnit(Act act) {
        return act.telling() == Act.Telling.ONE_UNIT;
    }

    /** Notes that an operation was taken in. */
    public void submitted(StoredOperation operation) {
        entries.add(draft(operation, AuditOutcome.ACCEPTED, Optional.empty()));
    }

    /** Notes that an operation was changed, where the act is to step in on it. */
    public void changed(OperationId id) {
        act.filter(one -> one.telling() == Act.Telling.INTERVENTION)
                .ifPresent(one -> session.operations()
                        .find(id)
                        .ifPresent(operation ->
                                entries.add(one.on(resource(operation.target()), projectOf(operation), id))));
    }

    /** Notes how an operation ended, whoever worked it off. */
    public void settled(StoredOperation operation, OperationStatus status) {
        AuditOutcome outcome = switch (status.state()) {
            case SUCCEEDED -> AuditOutcome.SUCCEEDED;
            case ROLLED_BACK -> AuditOutcome.ROLLED_BACK;
            case UNDO_BLOCKED -> AuditOutcome.BLOCKED;
            case ABANDONED -> AuditOutcome.ABANDONED;
            case QUEUED, RUNNING, UNDOING -> throw new IllegalArgumentException(status.state() + " is no end");
        };
        entries.add(draft(operation, outcome, status.failure()));
    }

    private static AuditDraft draft(
            StoredOperation operation, AuditOutcome outcome, Optional<FailureEvidence> failure) {
        return new AuditDraft(
                operation.actor(),
                projectOf(operation),
                AuditAction.of(operation.kind()),
                Optional.of(resource(operation.target())),
                outcome,
                failure.map(FailureEvidence::code),
                Optional.of(operation.id()));
    }

    /** What becomes of projects is the installation's, in whichever project it is recorded. */
    private static Optional<ProjectId> projectOf(StoredOperation operation) {
        return operation.target().kind().equals(OperationTarget.PROJECT)
                ? Optional.empty()
                : Optional.of(operation.projectId());
    }

    private static AuditResource resource(OperationTarget target) {
        return new AuditResource(target.kind(), Optional.of(target.id().toString()), Optional.of(target.name()));
    }

    /** Writes the entries; what the unit created has an id now. */
    public void write() {
        act.filter(Trail::isOneUnit)
                .ifPresent(one -> session.audit()
                        .append(one.done(
                                before.flatMap(resource -> Naming.completed(session, resource, one.project())))));
        entries.forEach(session.audit()::append);
    }
}
