package io.iaas.internal.access;

import io.iaas.audit.Actor;
import io.iaas.identity.Caller;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import java.util.Optional;

/** On whose behalf a view is used. */
interface Access {
    /**
     * Lets a call go on, by what is recorded at this moment.
     *
     * @return how much the caller gets to see
     * @throws io.iaas.identity.UnauthenticatedException when nobody vouches for the caller (any more)
     * @throws io.iaas.identity.PermissionDeniedException when the caller may not do this
     * @throws io.iaas.error.NotFoundException when the project is gone
     */
    Clearance check(RepositorySession session, Permission permission);

    /** Lets a call go on, in a unit of work of its own. Throws as {@link #check(RepositorySession, Permission)}. */
    default Clearance check(Repositories repositories, Permission permission) {
        return repositories.read(session -> check(session, permission));
    }

    /** Returns who is about to act, for the audit trail; whether he may, the check tells. */
    Actor actor(Repositories repositories);

    /** Returns who the caller is; empty for the host application itself. Throws as the check does. */
    Optional<Caller> caller(RepositorySession session);
}
