package io.iaas.spi.repository;

import io.iaas.audit.Actor;
import io.iaas.audit.AuditAction;
import io.iaas.audit.AuditOutcome;
import io.iaas.audit.AuditResource;
import io.iaas.error.ErrorCode;
import io.iaas.identity.ProjectId;
import io.iaas.identity.Role;
import io.iaas.operation.OperationId;
import java.util.Optional;

/**
 * An entry of the audit trail that has no number yet.
 *
 * @param actor who
 * @param project in which project; it need not exist
 * @param action what
 * @param resource to what
 * @param outcome how it went
 * @param error why it did not succeed
 * @param operation the operation that did it
 * @param role the role that was given
 */
public record AuditDraft(
        Actor actor,
        Optional<ProjectId> project,
        AuditAction action,
        Optional<AuditResource> resource,
        AuditOutcome outcome,
        Optional<ErrorCode> error,
        Optional<OperationId> operation,
        Optional<Role> role) {
    /** Describes what gives nobody a role. */
    public AuditDraft(
            Actor actor,
            Optional<ProjectId> project,
            AuditAction action,
            Optional<AuditResource> resource,
            AuditOutcome outcome,
            Optional<ErrorCode> error,
            Optional<OperationId> operation) {
        this(actor, project, action, resource, outcome, error, operation, Optional.empty());
    }
}
