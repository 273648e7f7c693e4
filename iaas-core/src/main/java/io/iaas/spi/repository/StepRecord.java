package io.iaas.spi.repository;

import io.iaas.operation.JournalStep;
import io.iaas.operation.OperationId;
import java.util.Map;
import java.util.Optional;

/**
 * A step in an operation's journal.
 *
 * @param operation the operation
 * @param sequence its place, from 0
 * @param name its name
 * @param state what is known of its effect
 * @param resource the resource that it makes, changes or removes
 * @param before what was observed before the effect, by name; written with the intent and never changed
 * @param result what the step found or made, by name; for the steps behind it
 * @param epoch the claim under which it was written
 */
public record StepRecord(
        OperationId operation,
        int sequence,
        String name,
        JournalStep.State state,
        Optional<ResourceKey> resource,
        Map<String, String> before,
        Map<String, String> result,
        long epoch) {
    /** Copies the maps. */
    public StepRecord {
        before = Map.copyOf(before);
        result = Map.copyOf(result);
    }
}
