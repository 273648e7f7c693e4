package io.iaas.operation;

import java.util.Optional;

/**
 * A step in an operation's journal.
 *
 * @param sequence its place in the operation, from 0
 * @param name its name
 * @param state what is known of its effect
 * @param resource the resource that it makes or removes, as {@code kind:key}; empty when none
 */
public record JournalStep(int sequence, String name, State state, Optional<String> resource) {
    /** What is known of a step's effect. */
    public enum State {
        /** The effect may have taken place, wholly or partly. */
        INTENT,
        /** The effect took place. */
        DONE,
        /** The effect is being taken back. */
        UNDO_INTENT,
        /** The effect was observed to be gone. */
        UNDONE,
        /** Taking the effect back failed for good. */
        UNDO_FAILED
    }
}
