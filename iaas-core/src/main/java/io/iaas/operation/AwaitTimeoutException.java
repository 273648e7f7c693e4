package io.iaas.operation;

import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;
import java.time.Duration;

/** The time that a caller gave to {@link Operation#await(Duration)} ran out. The operation goes on. */
public final class AwaitTimeoutException extends IaasException {
    private static final long serialVersionUID = 1L;

    /** Creates the error; the message tells how far the operation is. */
    public AwaitTimeoutException(OperationId id, Duration limit, Progress progress) {
        super(ErrorCode.AWAIT_TIMEOUT, "operation " + id + " is still " + progress + " after " + limit);
    }
}
