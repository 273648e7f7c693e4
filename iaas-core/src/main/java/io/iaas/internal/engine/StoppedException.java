package io.iaas.internal.engine;

import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;

/**
 * The operation must turn back because somebody cancelled it, its deadline passed, or it failed too often; or a caller
 * was interrupted in a wait.
 */
public final class StoppedException extends IaasException {
    private static final long serialVersionUID = 1L;

    StoppedException(ErrorCode code, String message) {
        super(code, message);
    }

    /** Returns the error of a thread that was interrupted, whose interrupt flag it sets again. */
    public static StoppedException interrupted(String doing) {
        Thread.currentThread().interrupt();
        return new StoppedException(ErrorCode.CANCELLED, "interrupted while " + doing);
    }

    static StoppedException cancelled() {
        return new StoppedException(ErrorCode.CANCELLED, "the operation was cancelled");
    }
}
