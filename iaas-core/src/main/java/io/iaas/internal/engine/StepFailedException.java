package io.iaas.internal.engine;

import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;

/** A step cannot reach its goal, for a reason that is not the hypervisor's. */
public final class StepFailedException extends IaasException {
    private static final long serialVersionUID = 1L;

    /** Creates the error; the message names the resource and the reason. */
    public StepFailedException(ErrorCode code, String message) {
        super(code, message);
    }

    /** Creates the error that another one caused. */
    public StepFailedException(ErrorCode code, String message, Throwable cause) {
        super(code, message, cause);
    }
}
