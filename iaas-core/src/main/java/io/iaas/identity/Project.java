package io.iaas.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * A tenant: the scope of every name, list and resource.
 *
 * @param id the identity
 * @param name unique in the installation
 * @param createdAt when it was created, by the database's clock
 */
public record Project(ProjectId id, String name, Instant createdAt) {
    /** The project that single-tenant use works in without seeing it. */
    public static final ProjectId DEFAULT = new ProjectId(new UUID(0, 1));
}
