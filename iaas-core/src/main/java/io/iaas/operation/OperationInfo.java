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
 * @param idempotencyKey the key that it was submitted under
 * @param createdAt when it was submitted
 * @param deadline when it must be done, or turns back
 * @param cancelRequestedAt when somebody asked to cancel it
 * @param finishedAt when it settled; empty before
 */
public record OperationInfo(
        OperationId id,
        ProjectId projectId,
        OperationKind kind,
        OperationTarget target,
        Progress progress,
        Optional<FailureEvidence> failure,
        Optional<String> idempotencyKey,
        Instant createdAt,
        Optional<Instant> deadline,
        Optional<Instant> cancelRequestedAt,
        Optional<Instant> finishedAt) {

    /** Returns where it stands. */
    public OperationState state() {
        return progress.state();
    }
}
