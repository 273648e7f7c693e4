package io.iaas.identity;

/**
 * Turns passwords into tokens, and tokens into callers.
 *
 * <p>Whoever tries to log in under a name, existing or not, is slowed down when that failed several times in a row: an
 * attempt that comes too early throws {@link TooManyAttemptsException} and is not looked at. The delay grows up to a
 * minute and is forgotten an hour after the last failure; it is kept in the database, so a restart does not end it. It
 * never locks a name, and tokens that were issued work on. A check of a password takes a tenth of a second of processor
 * time, on the caller's thread. Safe for use by many threads.
 */
public interface AuthenticationService {
    /**
     * Issues a token for a project in which the user has a role.
     *
     * @throws UnauthenticatedException when anything is not right; it does not tell what, nor does the time that it took
     * @throws TooManyAttemptsException when attempts under this name failed too often
     */
    IssuedToken authenticate(String userName, Password password, ProjectId project);

    /**
     * Returns whom a token speaks for now.
     *
     * @throws UnauthenticatedException when it is unknown, expired or revoked, or its user has no role any more
     */
    Caller validate(Token token);

    /** Ends a token. Idempotent: one that is not valid stays so. */
    void revoke(Token token);

    /**
     * Ends all tokens of a user.
     *
     * @throws io.iaas.error.NotFoundException when there is no such user
     */
    void revokeAll(UserId user);

    /**
     * Gives a user who knows the present password another one, and revokes all tokens of that user.
     *
     * @throws UnauthenticatedException when the user name or the present password is not right, or the user is disabled
     * @throws TooManyAttemptsException when attempts under this name failed too often
     */
    void changePassword(String userName, Password present, Password next);
}
