package io.iaas.identity;

import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;
import java.time.Duration;

/** Log-ins under this name failed too often; the password was not looked at. */
public final class TooManyAttemptsException extends IaasException {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /** Creates the error. */
    public TooManyAttemptsException(Duration retryAfter) {
        super(
                ErrorCode.TOO_MANY_ATTEMPTS,
                "too many log-ins under this name failed; try again in " + retryAfter.toMillis() + " ms");
        this.retryAfter = retryAfter;
    }

    /** Returns how long from now on no log-in under this name is looked at. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
