package io.iaas.internal.identity;

import io.iaas.audit.Actor;
import io.iaas.audit.AuditAction;
import io.iaas.error.ConflictException;
import io.iaas.identity.AuthenticationService;
import io.iaas.identity.Caller;
import io.iaas.identity.IssuedToken;
import io.iaas.identity.Password;
import io.iaas.identity.ProjectId;
import io.iaas.identity.Token;
import io.iaas.identity.UnauthenticatedException;
import io.iaas.identity.User;
import io.iaas.identity.UserId;
import io.iaas.internal.audit.Act;
import io.iaas.internal.audit.Refusals;
import io.iaas.internal.project.ProjectInUse;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StoredToken;
import io.iaas.spi.repository.StoredUser;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Issues tokens to those who know a password. */
final class PasswordAuthentication implements AuthenticationService {
    private static final int TOKEN_BYTES = 32;

    private final Repositories repositories;
    private final PasswordHashing hashing;
    private final Duration lifetime;
    private final Attempts attempts;
    private final SecureRandom random = new SecureRandom();

    PasswordAuthentication(Repositories repositories, PasswordHashing hashing, Duration lifetime) {
        this.repositories = repositories;
        this.hashing = hashing;
        this.lifetime = lifetime;
        this.attempts = new Attempts(repositories);
    }

    @Override
    public IssuedToken authenticate(String userName, Password password, ProjectId project) {
        return attempts.told(AuditAction.TOKEN_ISSUE, userName, () -> issued(userName, password, project));
    }

    private IssuedToken issued(String userName, Password password, ProjectId project) {
        StoredUser proven = prove(userName, password, (session, user) -> mayUse(session, user, project));
        String hash = hashing.outdated(proven.passwordHash()) ? hashing.hash(password) : proven.passwordHash();
        Token token = newToken();
        Answer answer = repositories.write(session -> {
            User user = unchanged(session, proven);
            if (!mayUse(session, user, project)) {
                throw UnauthenticatedException.logIn();
            }
            LoginThrottle.forgive(session, userName);
            session.identity().users().update(new StoredUser(user, hash));
            return answer(session, token, user, project);
        });
        answer.refusal().ifPresent(refusal -> {
            throw refusal;
        });
        return answer.token().orElseThrow();
    }

    /** What a user gets who proved to be it. */
    private record Answer(Optional<IssuedToken> token, Optional<ConflictException> refusal) {}

    /** Who knows the password has not failed, also where the project takes nobody in. */
    private Answer answer(RepositorySession session, Token token, User user, ProjectId project) {
        Act act = Attempts.act(AuditAction.TOKEN_ISSUE, user, Optional.of(project));
        Optional<ConflictException> refusal = session.projects().find(project).flatMap(ProjectInUse::refusal);
        if (refusal.isPresent()) {
            Refusals.tell(session, act, refusal.get().code());
            return new Answer(Optional.empty(), refusal);
        }
        act.tell(session);
        return new Answer(Optional.of(issue(session, token, user.id(), project)), Optional.empty());
    }

    private IssuedToken issue(RepositorySession session, Token token, UserId user, ProjectId project) {
        IssuedToken issued = new IssuedToken(token, user, project, session.now().plus(lifetime));
        session.identity().tokens().deleteExpired(session.now());
        session.identity()
                .tokens()
                .insert(new StoredToken(Sha256.hex(token.value()), user, project, issued.expiresAt()));
        return issued;
    }

    private static boolean mayUse(RepositorySession session, User user, ProjectId project) {
        return Callers.role(session, user, project).isPresent();
    }

    /** Whatever is not right, the same work is done, outside of any unit of work, and the same error comes out. */
    private StoredUser prove(String userName, Password password, BiPredicate<RepositorySession, User> allowed) {
        Attempt attempt = repositories.write(session -> {
            LoginThrottle.admit(session, userName);
            Optional<StoredUser> stored = session.identity().users().findByName(userName);
            boolean permitted =
                    stored.filter(known -> allowed.test(session, known.user())).isPresent();
            return new Attempt(stored, permitted);
        });
        boolean right = hashing.matches(password, attempt.stored().map(StoredUser::passwordHash));
        return attempt.stored()
                .filter(known -> right && attempt.permitted())
                .orElseThrow(UnauthenticatedException::logIn);
    }

    private record Attempt(Optional<StoredUser> stored, boolean permitted) {}

    /** Returns the user as it is now; the password that was proven must still be the one. */
    private static User unchanged(RepositorySession session, StoredUser proven) {
        return session.identity()
                .users()
                .find(proven.user().id())
                .filter(now -> now.passwordHash().equals(proven.passwordHash()))
                .map(StoredUser::user)
                .orElseThrow(UnauthenticatedException::logIn);
    }

    private Token newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    @Override
    public Caller validate(Token token) {
        return repositories.read(session -> Callers.of(session, token));
    }

    @Override
    public void revoke(Token token) {
        repositories.<Boolean>write(session -> {
            Actor bearer = Callers.actor(session, token);
            boolean revoked = session.identity().tokens().delete(Sha256.hex(token.value()));
            if (revoked) {
                new Act(bearer, Optional.empty(), AuditAction.TOKEN_REVOKE, Optional.empty(), Act.Telling.ONE_UNIT)
                        .tell(session);
            }
            return revoked;
        });
    }

    @Override
    public void revokeAll(UserId user) {
        repositories.<Boolean>write(session -> {
            session.identity()
                    .tokens()
                    .deleteOf(RegisteredUsers.stored(session, user).user().id());
            return true;
        });
    }

    @Override
    public void changePassword(String userName, Password present, Password next) {
        attempts.<Boolean>told(AuditAction.PASSWORD_CHANGE, userName, () -> changed(userName, present, next));
    }

    private boolean changed(String userName, Password present, Password next) {
        StoredUser proven = prove(userName, present, (session, user) -> user.enabled());
        String hash = hashing.hash(next);
        return repositories.<Boolean>write(session -> {
            User user = unchanged(session, proven);
            if (!user.enabled()) {
                throw UnauthenticatedException.logIn();
            }
            LoginThrottle.forgive(session, userName);
            session.identity().tokens().deleteOf(user.id());
            Attempts.act(AuditAction.PASSWORD_CHANGE, user, Optional.empty()).tell(session);
            return session.identity().users().update(new StoredUser(user, hash));
        });
    }
}
