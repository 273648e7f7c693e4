package io.iaas.internal.access;

import io.iaas.error.NotFoundException;
import io.iaas.identity.Caller;
import io.iaas.identity.PermissionDeniedException;
import io.iaas.identity.ProjectId;
import io.iaas.identity.UnauthenticatedException;
import io.iaas.internal.audit.Act;
import io.iaas.internal.audit.Acting;
import io.iaas.internal.audit.Deed;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks, in a unit of work of its own, whether a call may go on. Calls that change something go through {@code act}.
 *
 * @param repositories where the answer is recorded
 * @param access on whose behalf calls are made
 * @param scope the project that the calls are about; empty for the installation
 */
record Guard(Repositories repositories, Access access, Optional<ProjectId> scope) {
    /** Lets a call go on or throws, as {@link Access#check} does. */
    Clearance require(Permission permission) {
        return access.check(repositories, permission);
    }

    /** Makes a call that changes something, if the caller may; the audit trail tells of it, also when he may not. */
    <T> T act(Permission permission, Deed deed, Supplier<T> call) {
        return Acting.during(repositories, deed.by(access.actor(repositories), scope), () -> {
            require(permission);
            return call.get();
        });
    }

    /** Does the same for a call that returns nothing. */
    void act(Permission permission, Deed deed, Runnable call) {
        this.<Boolean>act(permission, deed, () -> {
            call.run();
            return true;
        });
    }

    /**
     * Makes a call that changes more than the records, if the caller may; the audit trail tells of it before and behind
     * it, also when he may not.
     */
    <T> T actBeyondRecords(Permission permission, Deed deed, Supplier<T> call) {
        Act act = deed.by(access.actor(repositories), scope);
        return Acting.during(repositories, act, () -> {
            require(permission);
            return Acting.told(repositories, act, call);
        });
    }

    /** Returns the same guard for acts in another project, or in none. */
    Guard in(Optional<ProjectId> project) {
        return new Guard(repositories, access, project);
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
