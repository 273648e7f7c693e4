package io.iaas.internal.audit;

import io.iaas.audit.Actor;
import io.iaas.audit.AuditAction;
import io.iaas.audit.AuditOutcome;
import io.iaas.audit.AuditResource;
import io.iaas.error.ErrorCode;
import io.iaas.identity.ProjectId;
import io.iaas.identity.Role;
import io.iaas.internal.project.ProjectInUse;
import io.iaas.name.ResourceName;
import io.iaas.operation.OperationId;
import io.iaas.spi.repository.AuditDraft;
import io.iaas.spi.repository.RepositorySession;
import java.util.Optional;

/**
 * What somebody is about to do.
 *
 * @param actor who
 * @param project in which project; empty for what is the installation's
 * @param action what
 * @param resource to what, as far as the call says
 * @param telling what of it the trail tells, and where
 * @param role the role that is given
 */
public record Act(
        Actor actor,
        Optional<ProjectId> project,
        AuditAction action,
        Optional<AuditResource> resource,
        Telling telling,
        Optional<Role> role) {
    /** The kind of a user. */
    public static final String USER = "user";
    /** The kind of a project. */
    public static final String PROJECT = "project";

    /** Describes an act that gives nobody a role. */
    public Act(
            Actor actor,
            Optional<ProjectId> project,
            AuditAction action,
            Optional<AuditResource> resource,
            Telling telling) {
        this(actor, project, action, resource, telling, Optional.empty());
    }

    /** What of an act the trail tells, and where. */
    public enum Telling {
        /** The unit of work that writes is the act, and tells of it. */
        ONE_UNIT,
        /** The units of work tell of the operations that they take in, whoever asked for them. */
        SUBMISSION,
        /** The unit of work that changes an operation is the act, and tells of it. */
        INTERVENTION
    }

    /** Tells, in the unit of work that does it, that it was done. */
    public void tell(RepositorySession session) {
        session.audit().append(done(resource));
    }

    /**
     * Refuses an act in a project that is gone or going, in the unit of work that would do it. What operators decide about
     * operations is none: it ends what holds the project up.
     */
    void requireProject(RepositorySession session) {
        boolean decision = telling == Telling.INTERVENTION && !action.equals(AuditAction.OPERATION_CANCEL);
        if (!decision) {
            project.ifPresent(scope -> ProjectInUse.require(session, scope));
        }
    }

    AuditDraft done(Optional<AuditResource> known) {
        return new AuditDraft(
                actor, project, action, known, AuditOutcome.SUCCEEDED, Optional.empty(), Optional.empty(), role);
    }

    AuditDraft began(Optional<AuditResource> known) {
        return new AuditDraft(actor, project, action, known, AuditOutcome.ACCEPTED, Optional.empty(), Optional.empty());
    }

    AuditDraft on(AuditResource target, Optional<ProjectId> where, OperationId operation) {
        return new AuditDraft(
                actor,
                where,
                action,
                Optional.of(target),
                AuditOutcome.SUCCEEDED,
                Optional.empty(),
                Optional.of(operation));
    }

    /** What was given for a name and is none may be anything, a secret included. */
    AuditDraft refused(AuditAction told, AuditOutcome outcome, ErrorCode error) {
        Optional<AuditResource> named = resource.map(given ->
                new AuditResource(given.kind(), given.id(), given.name().filter(ResourceName::isValid)));
        return new AuditDraft(actor, project, told, named, outcome, Optional.of(error), Optional.empty(), role);
    }
}
