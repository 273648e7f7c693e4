package io.iaas.error;

/** The library, or the part of it that was called, is closed. */
public final class ClosedException extends IaasException {
    private static final long serialVersionUID = 1L;

    /** Creates the error for the named part. */
    public ClosedException(String what) {
        super(ErrorCode.CLOSED, what + " is closed");
    }
}
