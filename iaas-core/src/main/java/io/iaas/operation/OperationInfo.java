package io.iaas.operation;

import io.iaas.identity.ProjectId;
import java.time.Instant;
import java.util.Optional;

/**
 * An operation as it was last recorded.
 *
 * @param id its identity
 * @param projectId the project it belongs to
 * @param kind what it does
 * @param target what it does it to
 * @param progress state and steps
 * @param failure why it failed; empty while it has not
 * @param createdAt when it was submitted
 * @param finishedAt when it settled; empty before
 */
public record OperationInfo(
        OperationId id,
        ProjectId projectId,
        OperationKind kind,
        OperationTarget target,
        Progress progress,
        Optional<FailureEvidence> failure,
        Instant createdAt,
        Optional<Instant> finishedAt) {

    /** Returns where it stands. */
    public OperationState state() {
        return progress.state();
    }
}
