package io.iaas.operation;

import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import java.util.List;
import java.util.Optional;

/** The operations of a project, whoever submitted them and wherever they run. Safe for use by many threads. */
public interface OperationService {
    /** Returns the operation, or empty when the project has none of this id. */
    Optional<Operation<?>> find(OperationId id);

    /**
     * Returns the operation.
     *
     * @throws io.iaas.error.NotFoundException when the project has none of this id
     */
    Operation<?> get(OperationId id);

    /** Lists operations, newest first. */
    Page<OperationInfo> list(OperationQuery query, PageRequest page);

    /**
     * Has a blocked operation tried again, in the direction in which it was blocked, with all its attempts anew: for an
     * operator who has taken away what blocked it.
     *
     * @throws io.iaas.error.NotFoundException when the project has none of this id
     * @throws io.iaas.error.ConflictException {@code WRONG_STATE} when it is not blocked
     */
    Operation<?> retry(OperationId id);

    /**
     * Gives a blocked operation up, for good: it ends as {@code ABANDONED}, and what is left of it stays in its evidence
     * and in the ledger. What its resource can be used for then: a machine or image that was being made, or deleted, is
     * in an error state and can only be deleted, which removes all that the ledger still has of it; another machine is
     * as it was before the operation. Operations that wait behind it go on.
     *
     * @throws io.iaas.error.NotFoundException when the project has none of this id
     * @throws io.iaas.error.ConflictException {@code WRONG_STATE} when it is not blocked
     */
    OperationInfo abandon(OperationId id);

    /**
     * Returns the journal of an operation in the order of its steps; steps not yet begun are not in it.
     *
     * @throws io.iaas.error.NotFoundException when the project has none of this id
     */
    List<JournalStep> journal(OperationId id);
}
