package io.iaas.internal.access;

import io.iaas.error.NotFoundException;
import io.iaas.identity.Caller;
import io.iaas.identity.PermissionDeniedException;
import io.iaas.identity.UnauthenticatedException;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import java.util.Optional;

/** Asks, in a unit of work of its own, whether a call may go on. */
record Guard(Repositories repositories, Access access) {
    /** Lets a call go on or throws, as {@link Access#check} does. */
    Clearance require(Permission permission) {
        return repositories.read(session -> access.check(session, permission));
    }

    Optional<Caller> caller() {
        return repositories.read(access::caller);
    }

    /** Returns why there is nothing to read any more; empty while there is. */
    Optional<String> ended(RepositorySession session) {
        try {
            access.check(session, Permission.READ);
            return Optional.empty();
        } catch (UnauthenticatedException | PermissionDeniedException | NotFoundException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
