package io.iaas.event;

import io.iaas.identity.ProjectId;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationTarget;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened, as it was recorded in the same transaction.
 *
 * @param sequence its number; greater than that of everything that was recorded before. Numbers may be left out
 * @param at when, by the database's clock, to the millisecond
 * @param projectId the project
 * @param kind what happened
 * @param target to what; for an operation, what it was about
 * @param change what changed
 * @param operation the operation that did it, or that settled; empty when it came about by itself
 */
public record Event(
        long sequence,
        Instant at,
        ProjectId projectId,
        EventKind kind,
        OperationTarget target,
        Change change,
        Optional<OperationId> operation) {
    @Override
    public String toString() {
        return sequence + " " + kind + " " + target + " "
                + change.before().orElse("-") + " -> " + change.after().orElse("-")
                + change.reason().map(words -> " (" + words + ")").orElse("");
    }
}
