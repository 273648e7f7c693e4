package io.iaas.faults;

import io.iaas.error.ErrorCode;
import io.iaas.memory.SimulatedCall;
import io.iaas.operation.OperationState;
import io.iaas.operation.SubmitOptions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Somebody cancels, or the deadline passes, at each moment. */
final class Stops {
    static final Duration DEADLINE = Duration.ofSeconds(10);

    private static final Set<String> WAITING = Set.of("await-readiness", "shut-down");

    private Stops() {}

    static Stream<Cell> of(Course course) {
        Stream<Cell> cancels = cells(course, "cancel", Mishap.somebodyCancels(), ErrorCode.CANCELLED);
        if (!course.scenario().takesOptions()) {
            return cancels;
        }
        return Stream.concat(
                cancels,
                cells(course, "deadline", Mishap.deadlinePasses(), ErrorCode.DEADLINE_EXCEEDED)
                        .map(cell -> cell.with(SubmitOptions.none().withDeadline(DEADLINE))));
    }

    private static Stream<Cell> cells(Course course, String category, Mishap mishap, ErrorCode code) {
        Stream<Cell> forward = course.forward().stream()
                .filter(moment -> !(moment.is(Moment.SUBMIT) && moment.before()))
                .map(moment -> course.disturbed(
                        category,
                        moment,
                        code.name(),
                        () -> Ambush.at(moment, mishap),
                        isSeen(course, moment) ? Expected.rolledBack(code) : Expected.of(Outcome.SUCCEEDED)));
        Stream<Cell> back = course.back().stream()
                .map(moment -> course.disturbedBack(
                        category,
                        moment,
                        code.name(),
                        () -> Ambush.at(moment, mishap),
                        Expected.of(Outcome.ROLLED_BACK)));
        return Stream.concat(forward, back);
    }

    /** A step looks where it begins, unless the operation can no longer turn back; one that waits looks, too. */
    private static boolean isSeen(Course course, Moment moment) {
        List<Moment> fromHere = course.forward()
                .subList(course.forward().indexOf(moment), course.forward().size());
        return fromHere.stream().anyMatch(Stops::looks)
                || waitsBehind(course, moment)
                || anotherStepBegins(course, moment);
    }

    private static boolean anotherStepBegins(Course course, Moment moment) {
        int pivot = Registry.of(course.scenario().kind()).pivot();
        boolean atTheEnd = moment.is(OperationState.SUCCEEDED.name());
        return !atTheEnd && !moment.beyondPivot() && moment.step() + 1 < pivot;
    }

    private static boolean looks(Moment moment) {
        return !moment.call() && moment.before() && moment.what().contains("INTENT ") && !moment.beyondPivot();
    }

    /** Each look of a waiting step begins with the domain's state, and a pause lies between two of them. */
    private static boolean waitsBehind(Course course, Moment moment) {
        List<Moment> behind = course.forward()
                .subList(course.forward().indexOf(moment) + 1, course.forward().size());
        long looks = behind.stream()
                .filter(later -> later.step() == moment.step() && later.before())
                .filter(later -> later.what().equals(SimulatedCall.FIND_DOMAIN.name()))
                .count();
        return WAITING.contains(moment.stepName()) && looks >= (moment.call() ? 1 : 2);
    }
}
