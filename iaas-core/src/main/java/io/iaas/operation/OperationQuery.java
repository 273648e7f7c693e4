package io.iaas.operation;

import java.util.Optional;
import java.util.UUID;

/**
 * Which operations to list, newest first.
 *
 * @param state only those in this state
 * @param targetId only those on the resource of this id
 */
public record OperationQuery(Optional<OperationState> state, Optional<UUID> targetId) {
    /** Returns the query for all operations of the project. */
    public static OperationQuery all() {
        return new OperationQuery(Optional.empty(), Optional.empty());
    }

    /** Returns the same query, narrowed to a state. */
    public OperationQuery inState(OperationState wanted) {
        return new OperationQuery(Optional.of(wanted), targetId);
    }

    /** Returns the same query, narrowed to the resource of this id. */
    public OperationQuery on(UUID target) {
        return new OperationQuery(state, Optional.of(target));
    }
}
