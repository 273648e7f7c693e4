package io.iaas.operation;

import io.iaas.error.ErrorCode;
import java.util.List;
import java.util.Optional;

/**
 * Why an operation failed, and what is left of it.
 *
 * @param code the stable code of the first failure
 * @param message names the resource and the reason; free of secrets
 * @param step the step that failed; empty when none had begun
 * @param undone the steps that were undone, in the order of undoing
 * @param notUndone the steps that are not undone: none once the operation is rolled back
 * @param undoError why the last try of the undo did not succeed, for operators; empty once it has
 * @param driverError what the hypervisor or the operating system said, for operators
 * @param consoleTail the end of the guest's serial console, where there was one
 */
public record FailureEvidence(
        ErrorCode code,
        String message,
        Optional<String> step,
        List<String> undone,
        List<String> notUndone,
        Optional<String> undoError,
        Optional<String> driverError,
        Optional<String> consoleTail) {
    /** Copies the lists. */
    public FailureEvidence {
        undone = List.copyOf(undone);
        notUndone = List.copyOf(notUndone);
    }
}
