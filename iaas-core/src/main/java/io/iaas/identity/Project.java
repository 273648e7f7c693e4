package io.iaas.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * A tenant: the scope of every name, list and resource.
 *
 * @param id the identity
 * @param name unique in the installation
 * @param createdAt when it was created, by the database's clock
 * @param state whether anything may be changed in it
 */
public record Project(ProjectId id, String name, Instant createdAt, State state) {
    /** The project that single-tenant use works in without seeing it. */
    public static final ProjectId DEFAULT = new ProjectId(new UUID(0, 1));

    /** Whether anything may be changed in a project. */
    public enum State {
        /** It is in use. */
        ACTIVE,
        /** It is being deleted with all that it holds: it can be read, and every change in it is refused. */
        DELETING
    }

    /** Describes a project that is in use. */
    public Project(ProjectId id, String name, Instant createdAt) {
        this(id, name, createdAt, State.ACTIVE);
    }
}
