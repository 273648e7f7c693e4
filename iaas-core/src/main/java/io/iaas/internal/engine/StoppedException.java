package io.iaas.internal.engine;

import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;

/** The operation must turn back because somebody cancelled it, its deadline passed, or it failed too often. */
final class StoppedException extends IaasException {
    private static final long serialVersionUID = 1L;

    StoppedException(ErrorCode code, String message) {
        super(code, message);
    }

    static StoppedException cancelled() {
        return new StoppedException(ErrorCode.CANCELLED, "the operation was cancelled");
    }
}
