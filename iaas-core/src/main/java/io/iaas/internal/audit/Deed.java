package io.iaas.internal.audit;

import io.iaas.audit.Actor;
import io.iaas.audit.AuditAction;
import io.iaas.audit.AuditResource;
import io.iaas.identity.ProjectId;
import io.iaas.identity.Role;
import io.iaas.identity.UserId;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationKind;
import java.util.Optional;

/**
 * What a call does, before it is known who makes it.
 *
 * @param action what
 * @param resource to what, as far as the call says
 * @param telling where the trail tells of it
 * @param role the role that it gives
 */
public record Deed(AuditAction action, Optional<AuditResource> resource, Act.Telling telling, Optional<Role> role) {
    /** Describes what one unit of work does. */
    public static Deed change(AuditAction action, AuditResource resource) {
        return new Deed(action, Optional.of(resource), Act.Telling.ONE_UNIT, Optional.empty());
    }

    /** Describes what one unit of work does to a user. */
    public static Deed change(AuditAction action, UserId user) {
        return change(action, AuditResource.withId(Act.USER, user));
    }

    /** Returns the same, which gives a role. */
    public Deed giving(Role given) {
        return new Deed(action, resource, telling, Optional.of(given));
    }

    /** Describes a submission. */
    public static Deed submission(OperationKind kind, AuditResource resource) {
        return new Deed(AuditAction.of(kind), Optional.of(resource), Act.Telling.SUBMISSION, Optional.empty());
    }

    /** Describes a step into an operation. */
    public static Deed intervention(AuditAction action, OperationId operation) {
        return new Deed(
                action,
                Optional.of(AuditResource.withId("operation", operation)),
                Act.Telling.INTERVENTION,
                Optional.empty());
    }

    /** Describes what no unit of work tells of by itself: whoever makes the call does. */
    public static Deed toldElsewhere(AuditAction action) {
        return new Deed(action, Optional.empty(), Act.Telling.SUBMISSION, Optional.empty());
    }

    /** Describes what is done elsewhere than in the records: the trail tells of it before and behind it. */
    public static Deed beyondRecords(AuditAction action, AuditResource resource) {
        return new Deed(action, Optional.of(resource), Act.Telling.SUBMISSION, Optional.empty());
    }

    /** Returns it as the act of somebody. */
    public Act by(Actor actor, Optional<ProjectId> project) {
        return new Act(actor, project, action, resource, telling, role);
    }
}
