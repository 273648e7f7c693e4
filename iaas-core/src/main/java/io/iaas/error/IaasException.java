package io.iaas.error;

import java.util.Objects;

/**
 * The root of everything that the library throws. Its message names the resource and the reason and holds no secret:
 * it may be shown to the tenant who made the call.
 */
public abstract class IaasException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /** Creates an error without a cause. */
    protected IaasException(ErrorCode code, String message) {
        super(message);
        this.code = Objects.requireNonNull(code);
    }

    /** Creates an error that another one caused. */
    protected IaasException(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code);
    }

    /** Returns the stable code. */
    public final ErrorCode code() {
        return code;
    }

    /** Returns the category of the code. */
    public final ErrorCategory category() {
        return code.category();
    }

    /** Returns whether the same call may succeed later without a change by the caller. */
    public final boolean retryable() {
        return code.retryable();
    }
}
