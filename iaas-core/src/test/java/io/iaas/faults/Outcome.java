package io.iaas.faults;

import io.iaas.operation.OperationId;
import io.iaas.operation.OperationState;
import io.iaas.spi.repository.StoredOperation;
import java.util.Optional;

/** How a submission ended. */
enum Outcome {
    NOT_SUBMITTED,
    SUCCEEDED,
    ROLLED_BACK,
    UNDO_BLOCKED;

    /** Returns the outcome of the operation behind the one that was the newest before. */
    static Outcome of(Standing end, Optional<OperationId> newestBefore) {
        if (end.operation().map(StoredOperation::id).equals(newestBefore)) {
            return NOT_SUBMITTED;
        }
        return of(end);
    }

    static Outcome of(Standing end) {
        OperationState state = end.status().state();
        if (!state.settled()) {
            throw new AssertionError("not at rest: " + end);
        }
        return valueOf(state.name());
    }
}
