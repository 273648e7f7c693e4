package io.iaas.identity;

import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;

/** The caller is known, and may not do this. Nothing was looked up and nothing was changed. */
public final class PermissionDeniedException extends IaasException {
    private static final long serialVersionUID = 1L;

    /** Creates the error; the message names who may. */
    public PermissionDeniedException(String message) {
        super(ErrorCode.PERMISSION_DENIED, message);
    }
}
