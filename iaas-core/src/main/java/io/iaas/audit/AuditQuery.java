package io.iaas.audit;

import io.iaas.identity.ProjectId;
import io.iaas.identity.UserId;
import io.iaas.page.RecordedTime;
import java.time.Instant;
import java.util.Optional;

/**
 * Which entries of the audit trail to list: those that fit everything that is given.
 *
 * @param project the project
 * @param actor the user who did it, or whose name was given
 * @param resourceId the id of the resource
 * @param action what was done
 * @param from the earliest time
 * @param until the time from which on nothing fits any more
 */
public record AuditQuery(
        Optional<ProjectId> project,
        Optional<UserId> actor,
        Optional<String> resourceId,
        Optional<AuditAction> action,
        Optional<Instant> from,
        Optional<Instant> until) {
    private static final AuditQuery ALL = new AuditQuery(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Brings the times to those that entries may have. */
    public AuditQuery {
        from = from.map(RecordedTime::notBefore);
        until = until.map(RecordedTime::notBefore);
    }

    /** Returns the query that every entry fits. */
    public static AuditQuery all() {
        return ALL;
    }

    /** Returns the query for entries of a project only. */
    public AuditQuery inProject(ProjectId id) {
        return new AuditQuery(Optional.of(id), actor, resourceId, action, from, until);
    }

    /** Returns the query for what a user did, or somebody who gave the user's name, only. */
    public AuditQuery by(UserId user) {
        return new AuditQuery(project, Optional.of(user), resourceId, action, from, until);
    }

    /** Returns the query for what was done to a resource only. */
    public AuditQuery on(Object id) {
        return new AuditQuery(project, actor, Optional.of(id.toString()), action, from, until);
    }

    /** Returns the query for one action only. */
    public AuditQuery doing(AuditAction wanted) {
        return new AuditQuery(project, actor, resourceId, Optional.of(wanted), from, until);
    }

    /** Returns the query for entries of a time, or younger, only. */
    public AuditQuery from(Instant earliest) {
        return new AuditQuery(project, actor, resourceId, action, Optional.of(earliest), until);
    }

    /** Returns the query for entries older than a time only. */
    public AuditQuery until(Instant end) {
        return new AuditQuery(project, actor, resourceId, action, from, Optional.of(end));
    }

    /** Returns whether an entry fits. */
    public boolean fits(AuditEntry entry) {
        return fits(project, entry.project())
                && fits(actor, entry.actor().userId())
                && fits(resourceId, entry.resource().flatMap(AuditResource::id))
                && fits(action, Optional.of(entry.action()))
                && from.map(earliest -> !entry.at().isBefore(earliest)).orElse(true)
                && until.map(end -> entry.at().isBefore(end)).orElse(true);
    }

    private static <T> boolean fits(Optional<T> wanted, Optional<T> given) {
        return wanted.isEmpty() || wanted.equals(given);
    }
}
