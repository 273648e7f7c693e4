package io.iaas.testkit;

import io.iaas.operation.FailureEvidence;
import io.iaas.operation.OperationFailedException;

/**
 * A throwaway machine could not be started, or did not get ready in time. Nothing is left of it. The message is for a test
 * report, and not free of secrets as those of the library are: it tells what was missing, what the hypervisor said, and
 * the end of the guest's serial console. The cause is the library's own error, with its code.
 */
public final class StartFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartFailedException(OperationFailedException failure) {
        super(message(failure), failure);
    }

    private static String message(OperationFailedException failure) {
        FailureEvidence evidence = failure.evidence();
        StringBuilder message = new StringBuilder(String.valueOf(failure.getMessage()));
        evidence.driverError()
                .ifPresent(said -> message.append("\nthe hypervisor said: ").append(said));
        evidence.consoleTail()
                .ifPresent(tail ->
                        message.append("\nthe end of the serial console:\n").append(tail));
        return message.toString();
    }
}
