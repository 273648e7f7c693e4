package io.iaas.examples.reliability;

import io.iaas.examples.reliability.Cell.Death;
import io.iaas.internal.engine.Step;
import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the cells of the matrix out of what the rehearsals of all operations came to. */
final class Cells {
    /** A process that dies about to call the host leaves what one leaves that died a moment earlier. */
    private static final Set<Moment> SAME_AS_EARLIER =
            EnumSet.of(Moment.BEFORE_CALL, Moment.BEFORE_UPLOAD, Moment.BEFORE_UNDO_CALL);
    /** These steps make what they find half-made anew: a second death between the two is worth while. */
    private static final Set<OperationKind> MAKERS = Set.of(OperationKind.IMAGE_IMPORT, OperationKind.VM_CREATE);

    /** One of each class of operations, and what a second effect of would show. */
    private static final Set<Scenario> OF_ZOMBIES = EnumSet.of(
            Scenario.IMPORT_FILE,
            Scenario.DELETE_IMAGE,
            Scenario.CREATE,
            Scenario.STOP,
            Scenario.PAUSE,
            Scenario.RENAME,
            Scenario.DELETE,
            Scenario.DELETE_PROJECT);

    private static final Set<Moment> WITHOUT_LOCK = EnumSet.of(
            Moment.AFTER_CLAIM,
            Moment.AFTER_INTENT,
            Moment.BEFORE_CALL,
            Moment.IN_CALL,
            Moment.AFTER_CALL,
            Moment.AFTER_DONE,
            Moment.AFTER_TURN,
            Moment.AFTER_UNDO_INTENT,
            Moment.BEFORE_UNDO_CALL,
            Moment.AFTER_UNDO_CALL,
            Moment.AFTER_UNDONE);

    private final List<Cell> cells = new ArrayList<>();
    private final Set<Object> seen = new HashSet<>();

    private Cells() {}

    static List<Cell> of(List<Rehearsal> rehearsals) {
        Cells all = new Cells();
        rehearsals.forEach(all::add);
        return List.copyOf(all.cells);
    }

    /**
     * Returns cells for processes that are stopped and wake up again: at none of these points do they hold a lock. What
     * is cancelled is undone behind their backs, unless a call to the host is under way: it comes late then.
     */
    static List<Cell> ofZombies(List<Rehearsal> rehearsals) {
        Cells all = new Cells();
        for (Rehearsal rehearsal : rehearsals) {
            if (!OF_ZOMBIES.contains(rehearsal.scenario())) {
                continue;
            }
            Stream.concat(rehearsal.forward().stream(), rehearsal.back().stream())
                    .filter(point -> WITHOUT_LOCK.contains(point.moment()))
                    .forEach(point -> all.one(rehearsal, point));
            rehearsal.forward().stream()
                    .filter(point -> point.moment() == Moment.AFTER_INTENT || point.moment() == Moment.AFTER_CALL)
                    .filter(point -> beforePivot(rehearsal, point.step()))
                    .forEach(point -> all.cancelled(rehearsal.scenario(), point, OperationState.ROLLED_BACK));
        }
        return List.copyOf(all.cells);
    }

    private void add(Rehearsal rehearsal) {
        Map<String, List<Point>> bySteps = Stream.concat(rehearsal.forward().stream(), rehearsal.back().stream())
                .filter(point -> !SAME_AS_EARLIER.contains(point.moment()))
                .collect(Collectors.groupingBy(Point::step));
        bySteps.forEach((step, points) -> {
            // Between steps, kinds of one class do the same. What another file of an image adds is its own steps; a
            // stream dies with its process at every step.
            Object where = step.isEmpty()
                    ? Rehearsal.definition(rehearsal.scenario()).getClass()
                    : rehearsal.scenario().kind();
            boolean fresh = seen.add(List.of(where, points));
            if (fresh || rehearsal.scenario() == Scenario.IMPORT_STREAM) {
                points.forEach(point -> one(rehearsal, point));
                twoOrCancelled(rehearsal, step, points);
            }
        });
    }

    private void one(Rehearsal rehearsal, Point point) {
        boolean back = rehearsal.back().contains(point);
        Optional<Point> failsAt = back ? rehearsal.failsAt() : Optional.empty();
        boolean turned = back && point.moment() != Moment.BEFORE_TURN;
        OperationState end =
                turned || losesStream(rehearsal, point) ? OperationState.ROLLED_BACK : OperationState.SUCCEEDED;
        cells.add(new Cell(
                rehearsal.scenario(),
                List.of(new Death(failsAt, point)),
                false,
                Optional.of(end).filter(known -> point.moment() != Moment.BEFORE_SUBMIT)));
    }

    private void twoOrCancelled(Rehearsal rehearsal, String step, List<Point> points) {
        Scenario scenario = rehearsal.scenario();
        if (step.isEmpty()) {
            cancelled(scenario, Point.of(Moment.BEFORE_CLAIM), OperationState.ROLLED_BACK);
            return;
        }
        Optional<Point> middle = last(points, Moment.IN_CALL).or(() -> last(points, Moment.AFTER_CALL));
        Optional<Point> undoMiddle = last(points, Moment.AFTER_UNDO_CALL);
        cancelled(
                scenario,
                middle.orElseGet(() -> Point.of(step, Moment.AFTER_INTENT)),
                beforePivot(rehearsal, step) ? OperationState.ROLLED_BACK : OperationState.SUCCEEDED);
        if (Effects.onHost(step)) {
            middle.ifPresent(point -> two(rehearsal, Death.at(point), undoMiddle));
        }
        undoMiddle.ifPresent(undo -> two(
                scenario,
                new Death(rehearsal.failsAt(), undo),
                Death.at(Point.of(step, Moment.BEFORE_UNDONE)),
                false,
                OperationState.ROLLED_BACK));
    }

    /** A second process that dies while it does the same again, or takes back what the first one did, or both did. */
    private void two(Rehearsal rehearsal, Death first, Optional<Point> undoMiddle) {
        Scenario scenario = rehearsal.scenario();
        String step = first.killedAt().step();
        Point again = MAKERS.contains(scenario.kind())
                ? new Point(step, Moment.AFTER_CALL, 0)
                : Point.of(step, Moment.BEFORE_DONE);
        two(scenario, first, Death.at(again), false, OperationState.SUCCEEDED);
        undoMiddle.ifPresent(undo -> {
            two(scenario, first, Death.at(undo), true, OperationState.ROLLED_BACK);
            two(scenario, first, new Death(rehearsal.failsAt(), undo), false, OperationState.ROLLED_BACK);
        });
    }

    private void cancelled(Scenario scenario, Point point, OperationState expected) {
        cells.add(new Cell(scenario, List.of(Death.at(point)), true, Optional.of(expected)));
    }

    private void two(Scenario scenario, Death first, Death second, boolean cancelled, OperationState expected) {
        cells.add(new Cell(scenario, List.of(first, second), cancelled, Optional.of(expected)));
    }

    private static Optional<Point> last(List<Point> points, Moment moment) {
        return points.stream().filter(point -> point.moment() == moment).reduce((first, second) -> second);
    }

    private static boolean beforePivot(Rehearsal rehearsal, String step) {
        var definition = Rehearsal.definition(rehearsal.scenario());
        int at = definition.steps().stream().map(Step::name).toList().indexOf(step);
        // Steps of other operations come up behind the pivot of the one that waits for them.
        return at >= 0 && at < definition.pivot();
    }

    /** The caller's stream is gone with its process, unless all of its bytes are here. */
    private static boolean losesStream(Rehearsal rehearsal, Point point) {
        return rehearsal.scenario() == Scenario.IMPORT_STREAM
                && rehearsal.forward().contains(point)
                && rehearsal.forward().indexOf(point)
                        < rehearsal.forward().indexOf(Point.of("receive-stream", Moment.BEFORE_DONE));
    }
}
