package io.iaas.operation;

import java.util.OptionalDouble;

/**
 * How far an operation is.
 *
 * @param state where it stands
 * @param stepsDone steps finished, in the direction it moves now
 * @param stepsTotal steps of the kind
 * @param activity the step at work in a few words; empty when none is
 * @param activityFraction how far that step is, 0 to 1, where it can tell (an upload can)
 */
public record Progress(
        OperationState state, int stepsDone, int stepsTotal, String activity, OptionalDouble activityFraction) {

    /** Returns how far the whole is, 0 to 1, counting each step alike. */
    public double fraction() {
        if (state == OperationState.SUCCEEDED || stepsTotal == 0) {
            return state == OperationState.SUCCEEDED ? 1 : 0;
        }
        return Math.min(1, (stepsDone + activityFraction.orElse(0)) / stepsTotal);
    }

    @Override
    public String toString() {
        String text = "%s %3.0f %% [%d/%d]".formatted(state, fraction() * 100, stepsDone, stepsTotal);
        return activity.isEmpty() ? text : text + " " + activity;
    }
}
