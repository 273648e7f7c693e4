package io.iaas.internal.identity;

import io.iaas.audit.Actor;
import io.iaas.audit.AuditAction;
import io.iaas.audit.AuditResource;
import io.iaas.identity.ProjectId;
import io.iaas.identity.UnauthenticatedException;
import io.iaas.identity.User;
import io.iaas.internal.audit.Act;
import io.iaas.internal.audit.Refusals;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StoredUser;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells the audit trail of attempts to prove to be a user. Those that come too early are not told of one by one: the
 * failures before them are. A name that no user has is not told either: it may be a password in the wrong place.
 */
final class Attempts {
    private final Repositories repositories;

    Attempts(Repositories repositories) {
        this.repositories = repositories;
    }

    /** Returns what a user did who proved to be it. */
    static Act act(AuditAction action, User user, Optional<ProjectId> project) {
        return by(Actor.user(user), action, Optional.of(user), project);
    }

    /** Makes an attempt, which tells itself when it succeeds. */
    <T> T told(AuditAction action, String userName, Supplier<T> attempt) {
        try {
            return attempt.get();
        } catch (UnauthenticatedException e) {
            tell(action, userName, e);
            throw e;
        }
    }

    /**
     * The project is left out: those who administer it must not learn which names there are. Something is written in any
     * case: how long it takes must not tell whether the name is known.
     */
    private void tell(AuditAction action, String userName, UnauthenticatedException error) {
        Refusals.tolerating(
                action,
                () -> repositories.<Boolean>write(session -> {
                    LoginThrottle.touch(session, userName);
                    return Refusals.tell(session, claim(session, action, userName), error.code());
                }));
    }

    private static Act claim(RepositorySession session, AuditAction action, String userName) {
        Optional<User> user = session.identity().users().findByName(userName).map(StoredUser::user);
        return by(user.map(Actor::claimant).orElse(Actor.NOBODY), action, user, Optional.empty());
    }

    private static Act by(Actor actor, AuditAction action, Optional<User> user, Optional<ProjectId> project) {
        Optional<AuditResource> resource = user.map(
                known -> new AuditResource(Act.USER, Optional.of(known.id().toString()), Optional.of(known.name())));
        return new Act(actor, project, action, resource, Act.Telling.ONE_UNIT);
    }
}
