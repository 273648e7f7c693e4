package io.iaas.internal.engine;

import io.iaas.identity.ProjectId;
import io.iaas.operation.OperationId;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StoredOperation;
import java.util.Optional;

/** Asks an operation to stop, within a unit of work. */
@FunctionalInterface
public interface Cancellation {
    /** Returns the operation if that rolled it back at once. */
    Optional<StoredOperation> cancel(RepositorySession session, ProjectId project, OperationId id);
}
