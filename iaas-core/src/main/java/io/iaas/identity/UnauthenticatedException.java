package io.iaas.identity;

import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;

/** Nobody vouches for the caller. The message tells nothing of what exists. */
public final class UnauthenticatedException extends IaasException {
    private static final long serialVersionUID = 1L;

    private UnauthenticatedException(String message) {
        super(ErrorCode.UNAUTHENTICATED, message);
    }

    /**
     * Returns the error of a log-in that failed: the same for an unknown or disabled user, a wrong password, and a
     * project that does not exist or in which the user has no role.
     */
    public static UnauthenticatedException logIn() {
        return new UnauthenticatedException("the user name, the password or the project is not right");
    }

    /** Returns the error of a token that is not valid: unknown, expired, revoked, or without a role behind it now. */
    public static UnauthenticatedException token() {
        return new UnauthenticatedException("the token is not valid (any more); log in again");
    }
}
