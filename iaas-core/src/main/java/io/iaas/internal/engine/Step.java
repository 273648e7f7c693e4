package io.iaas.internal.engine;

import io.iaas.spi.repository.StepRecord;
import java.util.Map;
import java.util.Optional;

/**
 * One step of an operation. The engine records the plan as an intent before {@link #run}, and the result after it; any
 * method may be called again after a crash, so run and undo look before they act.
 */
public interface Step {
    /** Returns the name in the journal; never changed within a version of its operation. */
    String name();

    /** Returns whether the operation cannot turn back once this step has begun: from then on it only goes forward. */
    default boolean pivot() {
        return false;
    }

    /**
     * Returns whether the plan may be made, and recorded as an intent, together with that of the step before: it depends on
     * nothing that the steps before do, and whatever of them is done again after a crash harms nothing that this step has
     * done by then. Never asked of a pivot; what follows it may be planned together with it.
     */
    default boolean plannedAhead(StepContext context) {
        return false;
    }

    /**
     * Looks at the world, changes nothing, and says what will be made or removed and what an undo must know. A
     * resource of our name that is there already, and cannot be ours, is refused here.
     */
    default StepPlan plan(StepContext context) {
        return StepPlan.noResource();
    }

    /**
     * Takes effect. After a crash or an unknown outcome it is called again with the same intent and finds its own
     * earlier effect, whole or in part.
     *
     * @return what later steps and the operation's end need to know
     */
    Map<String, String> run(StepContext context, StepRecord intent);

    /**
     * Returns what follows in the records from the effect, to be written in the transaction that records the step as done;
     * empty when nothing follows. The next step's run sees it; its plan need not.
     */
    default Optional<Consequence> consequence(StepContext context, Map<String, String> result) {
        return Optional.empty();
    }

    /**
     * Takes the effect back, however much of it took place, and returns when it was observed to be gone. Absence is
     * success.
     */
    void undo(StepContext context, StepRecord record);
}
