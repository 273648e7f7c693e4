package io.iaas.audit;

import io.iaas.error.ErrorCode;
import io.iaas.identity.ProjectId;
import io.iaas.identity.Role;
import io.iaas.operation.OperationId;
import java.time.Instant;
import java.util.Optional;

/**
 * A line of the audit trail: names, ids and codes, and nothing else that anybody wrote.
 *
 * @param sequence the number, which grows in the order of commits
 * @param at when, by the database's clock
 * @param actor who
 * @param project in which project; empty for what is the installation's
 * @param action what
 * @param resource to what; empty where it was not about one resource
 * @param outcome how it went
 * @param error why it did not succeed; empty where it did, or is not known yet
 * @param operation the operation that did it; empty where there is none
 * @param role the role that was to be given; empty where none was
 */
public record AuditEntry(
        long sequence,
        Instant at,
        Actor actor,
        Optional<ProjectId> project,
        AuditAction action,
        Optional<AuditResource> resource,
        AuditOutcome outcome,
        Optional<ErrorCode> error,
        Optional<OperationId> operation,
        Optional<Role> role) {}
