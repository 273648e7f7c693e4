package io.iaas.operation;

import io.iaas.error.IaasException;

/**
 * An operation did not reach its goal. {@link #code()} is the code of what went wrong first, wherever the operation
 * ran; the evidence tells what became of its effects.
 */
public final class OperationFailedException extends IaasException {
    private static final long serialVersionUID = 1L;

    private final transient OperationInfo operation;

    /** Creates the error from an operation that has evidence of its failure. */
    public OperationFailedException(OperationInfo operation, FailureEvidence evidence) {
        super(evidence.code(), message(operation, evidence));
        this.operation = operation;
    }

    /** Returns the operation as it ended. */
    public OperationInfo operation() {
        return operation;
    }

    /** Returns the evidence. */
    public FailureEvidence evidence() {
        return operation.failure().orElseThrow();
    }

    private static String message(OperationInfo operation, FailureEvidence evidence) {
        String fate = switch (operation.state()) {
            case ROLLED_BACK -> "nothing is left of it";
            case SUCCEEDED -> "its effects were kept";
            default -> "not undone: " + evidence.notUndone();
        };
        return "%s of %s failed%s: %s (%s)"
                .formatted(
                        operation.kind(),
                        operation.target(),
                        evidence.step().map(s -> " at " + s).orElse(""),
                        evidence.message(),
                        fate);
    }
}
