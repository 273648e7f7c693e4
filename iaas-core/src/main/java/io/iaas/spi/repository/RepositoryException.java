package io.iaas.spi.repository;

import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;

/**
 * The database failed. {@code DATABASE_UNAVAILABLE}: it did not answer, was locked or full, and the transaction was
 * rolled back (after a failed commit it may have been kept). {@code DATABASE_TOO_NEW} and {@code DATABASE_UNUSABLE}:
 * this version cannot work on it.
 */
public final class RepositoryException extends IaasException {
    private static final long serialVersionUID = 1L;

    /** Creates an error of one of the three codes. */
    public RepositoryException(ErrorCode code, String message) {
        super(code, message);
    }

    /** Creates an error of one of the three codes that another one caused. */
    public RepositoryException(ErrorCode code, String message, Throwable cause) {
        super(code, message, cause);
    }
}
