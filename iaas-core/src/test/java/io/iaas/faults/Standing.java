package io.iaas.faults;

import io.iaas.identity.Project;
import io.iaas.internal.engine.Step;
import io.iaas.operation.JournalStep;
import io.iaas.operation.OperationQuery;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.Direction;
import io.iaas.spi.repository.OperationStatus;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StepRecord;
import io.iaas.spi.repository.StoredOperation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How the newest operation stands by its records, read beside the engine.
 *
 * @param operation the operation; empty when there is none yet
 * @param steps its journal
 */
record Standing(Optional<StoredOperation> operation, List<StepRecord> steps) {
    static Standing of(RepositorySession session) {
        Optional<StoredOperation> newest =
                session.operations().list(Project.DEFAULT, OperationQuery.all(), PageRequest.first(1)).items().stream()
                        .findFirst();
        return new Standing(
                newest, newest.map(o -> session.steps().list(o.id())).orElse(List.of()));
    }

    /** What a transaction between the two recorded; empty when it is of no weight. */
    static Optional<Moment> between(Standing before, Standing after) {
        if (!after.id().equals(before.id())) {
            return Optional.of(after.commit(Moment.SUBMIT, -1));
        }
        return after.operation.isEmpty()
                ? Optional.empty()
                : turn(before, after).or(() -> progress(before, after));
    }

    private static Optional<Moment> turn(Standing before, Standing after) {
        OperationStatus was = before.status();
        OperationStatus is = after.status();
        if (is.attempts() < was.attempts()) {
            return Optional.of(before.commit(Moment.WAIT, before.step()));
        }
        if (is.attempts() != was.attempts() || is.undoAttempts() != was.undoAttempts()) {
            return Optional.of(before.commit(Moment.CLAIM, before.step()));
        }
        if (is.direction() != was.direction()) {
            return Optional.of(before.commit(Moment.TURN, before.step()));
        }
        if (is.state() != was.state()) {
            return Optional.of(before.commit(is.state().name(), before.step()));
        }
        return is.nextAt().equals(was.nextAt())
                ? Optional.empty()
                : Optional.of(before.commit(Moment.WAIT, before.step()));
    }

    /** Steps that are done are recorded with the intents of those that follow: then the moment is the first of these. */
    private static Optional<Moment> progress(Standing before, Standing after) {
        List<StepRecord> changed = after.steps.stream()
                .filter(step -> !before.steps.contains(step))
                .toList();
        String what =
                changed.stream().map(step -> step.state() + " " + step.name()).collect(Collectors.joining(", "));
        return changed.stream()
                .filter(step -> step.state() == JournalStep.State.INTENT)
                .findFirst()
                .or(() -> changed.stream().reduce((first, second) -> second))
                .map(step -> before.commit(what, step.sequence()));
    }

    private Optional<?> id() {
        return operation.map(StoredOperation::id);
    }

    OperationStatus status() {
        return operation.orElseThrow().status();
    }

    boolean undo() {
        return operation.isPresent() && status().direction() == Direction.UNDO;
    }

    /** The place of the step that is planned, run or undone; -1 when none is. */
    int step() {
        JournalStep.State open = undo() ? JournalStep.State.UNDO_INTENT : JournalStep.State.INTENT;
        return steps.stream()
                .filter(step -> step.state() == open)
                .map(StepRecord::sequence)
                .findFirst()
                .orElseGet(() -> undo() || operation.isEmpty() ? -1 : steps.size());
    }

    boolean beyondPivot() {
        return operation
                .map(o -> Registry.of(o.kind()).pivot())
                .filter(pivot -> steps.stream().anyMatch(step -> step.sequence() >= pivot))
                .isPresent();
    }

    Moment call(String call, int step, int turn, Moment.Side side) {
        return new Moment(Moment.Kind.CALL, call, step, nameOf(step), undo(), turn, side, beyondPivot());
    }

    private Moment commit(String what, int step) {
        return new Moment(Moment.Kind.COMMIT, what, step, nameOf(step), undo(), 0, Moment.Side.BEFORE, beyondPivot());
    }

    private String nameOf(int step) {
        List<Step> all = operation.map(o -> Registry.of(o.kind()).steps()).orElse(List.of());
        return step < 0 || step >= all.size() ? "-" : all.get(step).name();
    }
}
