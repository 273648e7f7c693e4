package io.iaas.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.error.ErrorCode;
import io.iaas.memory.SimulatedCall;
import io.iaas.operation.OperationKind;
import io.iaas.spi.repository.StepRecord;
import java.util.Set;
import java.util.stream.Stream;

/** Somebody else has, or makes, what is named as ours is: it is left alone, and the operation is undone. */
final class ForeignTwins {
    private static final Set<String> MAKING = Set.of(
            SimulatedCall.CREATE_VOLUME.name(),
            SimulatedCall.CREATE_CONSOLE.name(),
            SimulatedCall.DEFINE_DOMAIN.name());

    private ForeignTwins() {}

    static Stream<Cell> of(Course course) {
        return Stream.of(made(course), replaced(course), replacedInUndo(course)).flatMap(cells -> cells);
    }

    /** Before the step looks, and between its look and its effect. */
    private static Stream<Cell> made(Course course) {
        return course.forwardCalls()
                .filter(moment -> moment.before() && moment.step() > 0 && MAKING.contains(moment.what()))
                .flatMap(making -> Stream.of(Twin.values())
                        .filter(twin -> twin.of(making.what()))
                        .flatMap(twin -> Stream.of(
                                cell(course, beforeTheLook(course, making), making, twin)
                                        .then(notBegun(making)),
                                cell(course, intent(course, making), making, twin))));
    }

    /** What is there before is refused before anything is recorded: behind an intent all would be taken for ours. */
    private static Sequel notBegun(Moment making) {
        return new Sequel(
                "no intent",
                (world, invariants) -> assertThat(world.standing().steps())
                        .extracting(StepRecord::name)
                        .doesNotContain(making.stepName()));
    }

    /** A step looks behind the commit before the one of its intent. */
    private static Moment beforeTheLook(Course course, Moment making) {
        Moment intent = intent(course, making);
        return course.forwardCommits()
                .filter(moment -> !moment.before())
                .takeWhile(moment -> !moment.equals(intent))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static Moment intent(Course course, Moment making) {
        return course.forwardCommits()
                .filter(moment -> moment.what().contains("INTENT " + making.stepName()) && !moment.before())
                .findFirst()
                .orElseThrow();
    }

    private static Cell cell(Course course, Moment moment, Moment making, Twin twin) {
        return course.disturbed(
                "twin",
                moment,
                twin.name(),
                () -> Ambush.at(moment, (world, instance, at) -> twin.appear(world, making.stepName())),
                Expected.rolledBack(ErrorCode.FOREIGN_RESOURCE));
    }

    /** Another's domain is in the place of the one that an operation is about. */
    private static Stream<Cell> replaced(Course course) {
        OperationKind kind = course.scenario().kind();
        if (!kind.name().startsWith("vm.") || kind.equals(OperationKind.VM_CREATE)) {
            return Stream.empty();
        }
        return course.forwardCommits()
                .filter(moment -> !moment.before() && !moment.beyondPivot() && moment.is(Moment.CLAIM))
                .flatMap(moment -> Twin.domains()
                        .map(twin -> course.disturbed(
                                "twin",
                                moment,
                                "REPLACED BY " + twin,
                                () -> Ambush.at(moment, (world, instance, at) -> twin.replace(world)),
                                Expected.rolledBack(ErrorCode.FOREIGN_RESOURCE))));
    }

    /** Ours is gone then, and what is in its place is not undone. */
    private static Stream<Cell> replacedInUndo(Course course) {
        return course.undoCommits()
                .filter(moment -> moment.is("UNDO_INTENT define-domain") && !moment.before())
                .flatMap(moment -> Twin.domains()
                        .map(twin -> course.disturbedBack(
                                "twin",
                                moment,
                                "REPLACED BY " + twin,
                                () -> Ambush.at(moment, (world, instance, at) -> twin.supplant(world)),
                                Expected.of(Outcome.ROLLED_BACK))));
    }
}
