package io.iaas.internal.engine;

import io.iaas.error.IaasException;
import io.iaas.operation.OperationKind;
import io.iaas.spi.repository.OperationRepository;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StepRecord;
import io.iaas.spi.repository.StoredOperation;
import java.util.List;
import java.util.Optional;

/**
 * A kind of operation: its steps, and what its end means for the records.
 *
 * @param <T> what it produces
 */
public interface OperationDefinition<T> {
    /** Returns the kind. */
    OperationKind kind();

    /** Returns the version of the steps; counted up whenever their names, number or meaning change. */
    default int version() {
        return 1;
    }

    /** Returns the steps in their order. */
    List<Step> steps();

    /** Reads what a finished operation produced. */
    T result(RepositorySession session, StoredOperation operation);

    /** Returns why effects stand although the goal was not reached, when all steps are done. */
    default Optional<StoppedShort> stoppedShort(StepContext context) {
        return Optional.empty();
    }

    /** Writes what success means, in the transaction that ends the operation. */
    default void succeeded(RepositorySession session, StoredOperation operation, List<StepRecord> journal) {}

    /** Writes that it is as if the operation had never been asked for, in the transaction that ends it. */
    default void rolledBack(RepositorySession session, StoredOperation operation) {}

    /** Writes that an operator must look, in the transaction that blocks the operation. */
    default void blocked(RepositorySession session, StoredOperation operation) {}

    /** Writes that an operator gave the blocked operation up, in the transaction that ends it. */
    default void abandoned(RepositorySession session, StoredOperation operation) {}

    /**
     * Returns the blocked operations that this one waits for. When an operator has it tried again, or gives it up, these
     * are too, in the same transaction.
     */
    default List<StoredOperation> blockedParts(RepositorySession session, StoredOperation operation) {
        return List.of();
    }

    /** Returns the end of the guest's console as evidence of a failure, where there is one. Must not throw. */
    default Optional<String> consoleTail(StepContext context) {
        return Optional.empty();
    }

    /** Returns the pair under which nodes claim operations of this definition. */
    default OperationRepository.KindVersion kindVersion() {
        return new OperationRepository.KindVersion(kind(), version());
    }

    /** Returns the sequence number of the step behind which there is no way back; past the end when there is none. */
    default int pivot() {
        for (int i = 0; i < steps().size(); i++) {
            if (steps().get(i).pivot()) {
                return i;
            }
        }
        return steps().size();
    }

    /**
     * Why effects stand although the goal was not reached.
     *
     * @param step the step that did not reach its goal
     * @param error the error to tell
     */
    record StoppedShort(String step, IaasException error) {}
}
