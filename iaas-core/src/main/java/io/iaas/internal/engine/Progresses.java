package io.iaas.internal.engine;

import io.iaas.operation.OperationState;
import io.iaas.operation.Progress;
import io.iaas.spi.repository.Direction;
import io.iaas.spi.repository.OperationStatus;
import java.util.List;
import java.util.OptionalDouble;

/** Tells progress from a recorded status. */
final class Progresses {
    private Progresses() {}

    /** Returns the progress of an operation whose present step is done to a fraction; 0 when that is not known. */
    static Progress of(OperationDefinition<?> definition, OperationStatus status, double fraction) {
        List<Step> steps = definition.steps();
        boolean undo = status.direction() == Direction.UNDO;
        int cursor = Math.max(0, Math.min(status.cursor(), steps.size()));
        int done = undo ? steps.size() - 1 - cursor : cursor;
        boolean atWork = status.state() == OperationState.RUNNING || status.state() == OperationState.UNDOING;
        String activity = !atWork || cursor >= steps.size()
                ? ""
                : (undo ? "undo " : "") + steps.get(cursor).name();
        if (status.state() == OperationState.SUCCEEDED || status.state() == OperationState.ROLLED_BACK) {
            done = steps.size();
        }
        return new Progress(
                status.state(),
                Math.max(0, done),
                steps.size(),
                activity,
                atWork && fraction > 0 ? OptionalDouble.of(Math.min(fraction, 1)) : OptionalDouble.empty());
    }

    /** Returns the progress of an operation whose kind this version does not know. */
    static Progress unknown(OperationStatus status) {
        return new Progress(status.state(), status.cursor(), 0, "", OptionalDouble.empty());
    }
}
