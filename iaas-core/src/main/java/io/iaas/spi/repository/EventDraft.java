package io.iaas.spi.repository;

import io.iaas.event.Change;
import io.iaas.event.EventKind;
import io.iaas.identity.ProjectId;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationTarget;
import java.util.Optional;

/**
 * An event that has no number yet.
 *
 * @param projectId the project
 * @param kind what happened
 * @param target to what
 * @param change what changed
 * @param operation the operation that did it, or that settled
 */
public record EventDraft(
        ProjectId projectId, EventKind kind, OperationTarget target, Change change, Optional<OperationId> operation) {}
