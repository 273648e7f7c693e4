package io.iaas.internal.identity;

import io.iaas.audit.Actor;
import io.iaas.identity.Caller;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.identity.Role;
import io.iaas.identity.Token;
import io.iaas.identity.UnauthenticatedException;
import io.iaas.identity.User;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StoredToken;
import io.iaas.spi.repository.StoredUser;
import java.util.Optional;

/** Finds out whom a token speaks for, from what is recorded at that moment. */
public final class Callers {
    private Callers() {}

    /**
     * Returns whom the token speaks for.
     *
     * @throws UnauthenticatedException when it is not valid
     */
    public static Caller of(RepositorySession session, Token token) {
        return session.identity()
                .tokens()
                .find(Sha256.hex(token.value()))
                .filter(stored -> stored.expiresAt().isAfter(session.now()))
                .flatMap(stored -> caller(session, stored))
                .orElseThrow(UnauthenticatedException::token);
    }

    /** Returns who shows a token, for the audit trail: one that is not valid any more proves nothing. */
    public static Actor actor(RepositorySession session, Token token) {
        Optional<StoredToken> stored = session.identity().tokens().find(Sha256.hex(token.value()));
        Optional<User> user = stored.flatMap(shown -> session.identity().users().find(shown.userId()))
                .map(StoredUser::user);
        boolean valid = stored.filter(shown -> shown.expiresAt().isAfter(session.now()))
                .flatMap(shown -> caller(session, shown))
                .isPresent();
        return user.map(valid ? Actor::user : Actor::claimant).orElse(Actor.NOBODY);
    }

    private static Optional<Caller> caller(RepositorySession session, StoredToken token) {
        Optional<User> user = session.identity().users().find(token.userId()).map(stored -> stored.user());
        Optional<Project> project = session.projects().find(token.projectId());
        return user.flatMap(known -> project.flatMap(where ->
                role(session, known, where.id()).map(role -> new Caller(known, where, role, token.expiresAt()))));
    }

    /** Returns what a user may do in a project; empty when nothing, or when there is no such project. */
    static Optional<Role> role(RepositorySession session, User user, ProjectId project) {
        if (!user.enabled()) {
            return Optional.empty();
        }
        return user.administrator()
                ? session.projects().find(project).map(existing -> Role.ADMIN)
                : session.identity().memberships().find(project, user.id());
    }
}
