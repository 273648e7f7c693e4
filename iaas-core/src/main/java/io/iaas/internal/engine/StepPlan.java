package io.iaas.internal.engine;

import io.iaas.spi.repository.LedgerEntry;
import io.iaas.spi.repository.ResourceKey;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a step is about to do.
 *
 * @param effect whether it makes or removes a resource, or neither
 * @param resource the resource; present unless the effect is NONE
 * @param ownerId the machine or image that the resource belongs to; present with a resource
 * @param before what was observed, for the step and its undo
 */
public record StepPlan(
        Effect effect, Optional<ResourceKey> resource, Optional<UUID> ownerId, Map<String, String> before) {
    /** What a step does to its resource. */
    public enum Effect {
        /** It makes the resource. */
        MAKES,
        /** It removes the resource. */
        REMOVES,
        /** It has no resource in the ledger. */
        NONE
    }

    /** Returns the plan of a step without a resource. */
    public static StepPlan noResource() {
        return noResource(Map.of());
    }

    /** Returns the plan of a step without a resource that notes what it saw. */
    public static StepPlan noResource(Map<String, String> before) {
        return new StepPlan(Effect.NONE, Optional.empty(), Optional.empty(), before);
    }

    /** Returns the plan of a step that makes a resource which is absent now. */
    public static StepPlan makes(ResourceKey resource, UUID ownerId) {
        return new StepPlan(Effect.MAKES, Optional.of(resource), Optional.of(ownerId), Map.of());
    }

    /** Returns the plan of a step that removes a resource. */
    public static StepPlan removes(ResourceKey resource, UUID ownerId) {
        return removes(resource, ownerId, Map.of());
    }

    /** Returns the plan of a step that removes a resource and notes what it saw. */
    public static StepPlan removes(ResourceKey resource, UUID ownerId, Map<String, String> before) {
        return new StepPlan(Effect.REMOVES, Optional.of(resource), Optional.of(ownerId), before);
    }

    /** Returns the ledger's line for the resource in a state, if there is a resource. */
    Optional<LedgerEntry> ledgerLine(LedgerEntry.State state) {
        return resource.map(key -> new LedgerEntry(key, ownerId.orElseThrow(), state));
    }
}
