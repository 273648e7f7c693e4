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
     * Returns the journal of an operation in the order of its steps; steps not yet begun are not in it.
     *
     * @throws io.iaas.error.NotFoundException when the project has none of this id
     */
    List<JournalStep> journal(OperationId id);
}
