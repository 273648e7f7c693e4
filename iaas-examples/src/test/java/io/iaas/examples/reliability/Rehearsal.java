package io.iaas.examples.reliability;

import io.iaas.Iaas;
import io.iaas.internal.cascade.DeleteProject;
import io.iaas.internal.compute.VmDefinitions;
import io.iaas.internal.engine.OperationDefinition;
import io.iaas.internal.engine.Step;
import io.iaas.internal.image.ImageDefinitions;
import io.iaas.operation.OperationFailedException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * The points that an operation comes to when nobody is killed.
 *
 * @param scenario the operation
 * @param forward those on its way to success
 * @param failsAt where it can be made to fail as late as possible; empty when it never turns back
 * @param back those on its way back from there
 */
record Rehearsal(Scenario scenario, List<Point> forward, Optional<Point> failsAt, List<Point> back) {
    /** Returns all kinds of operations that the library knows. */
    static List<OperationDefinition<?>> registry() {
        return Stream.of(VmDefinitions.all(), ImageDefinitions.all(), List.of(new DeleteProject()))
                .<OperationDefinition<?>>flatMap(List::stream)
                .toList();
    }

    static Rehearsal of(Scenario scenario, Stage first) {
        List<Point> forward = play(
                scenario, scenario.prepare(first.copy("rehearsal-" + scenario, Stage.LONG_LEASE)), Optional.empty());
        Optional<Point> failsAt = failsAt(definition(scenario));
        List<Point> back = failsAt
                .map(point -> play(
                        scenario,
                        scenario.prepare(first.copy("rehearsal-back-" + scenario, Stage.LONG_LEASE)),
                        Optional.of(point)))
                .map(points -> points.subList(points.indexOf(Point.of(Moment.BEFORE_TURN)), points.size()))
                .orElse(List.of())
                .stream()
                .filter(point -> !forward.contains(point))
                .toList();
        return new Rehearsal(scenario, forward, failsAt, back);
    }

    static OperationDefinition<?> definition(Scenario scenario) {
        return registry().stream()
                .filter(definition -> definition.kind().equals(scenario.kind()))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<Point> failsAt(OperationDefinition<?> definition) {
        List<Step> steps = definition.steps();
        if (definition.pivot() == steps.size()) {
            return Optional.of(Point.of(Moment.BEFORE_SUCCESS));
        }
        return definition.pivot() == 0
                ? Optional.empty()
                : Optional.of(Point.of(steps.get(definition.pivot()).name(), Moment.BEFORE_INTENT));
    }

    private static List<Point> play(Scenario scenario, Stage stage, Optional<Point> failsAt) {
        List<Point> points = new CopyOnWriteArrayList<>();
        Trail trail = new Trail(point -> {
            failsAt.filter(point::equals).ifPresent(Rehearsal::fail);
            points.add(point);
        });
        try (Iaas iaas = stage.open(trail, 1)) {
            scenario.submit(iaas, stage.source(trail)).await();
        } catch (OperationFailedException e) {
            if (failsAt.isEmpty()) {
                throw e;
            }
        }
        return points.stream()
                .filter(point -> point.moment() != Moment.IDLE)
                .distinct()
                .toList();
    }

    static void fail(Point point) {
        throw new IllegalStateException("made to fail at " + point);
    }
}
