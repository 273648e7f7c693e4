package io.iaas.faults;

import io.iaas.error.ErrorCode;
import java.util.stream.Stream;

/** The process dies at a moment, once, twice in a row, or each time; the next one takes over. */
final class Deaths {
    private Deaths() {}

    static Stream<Cell> of(Course course) {
        Stream<Cell> forward = course.forward().stream()
                .flatMap(moment -> Stream.of(1, 2)
                        .map(times -> course.disturbed(
                                "death",
                                moment,
                                times + " DEATH",
                                () -> Ambush.at(moment, times, Mishap.processDies()),
                                Expected.of(forwardOutcome(course, moment)))));
        Stream<Cell> back = course.back().stream()
                .flatMap(moment -> Stream.of(1, 2)
                        .map(times -> course.disturbedBack(
                                "death",
                                moment,
                                times + " DEATH",
                                () -> Ambush.at(moment, times, Mishap.processDies()),
                                Expected.of(Outcome.ROLLED_BACK))));
        return Stream.of(forward, back, always(course), alwaysBack(course)).flatMap(cells -> cells);
    }

    /** A stream lives in its process only: with it goes what was not received yet. */
    private static Outcome forwardOutcome(Course course, Moment moment) {
        if (moment.is(Moment.SUBMIT) && moment.before()) {
            return Outcome.NOT_SUBMITTED;
        }
        boolean streamIsLost = course.scenario().givesStream()
                && !moment.call()
                && moment.step() <= 0
                && !moment.what().startsWith("DONE");
        return streamIsLost ? Outcome.ROLLED_BACK : Outcome.SUCCEEDED;
    }

    /** An operation that kills every process that works on it is undone, or blocked behind its pivot. */
    private static Stream<Cell> always(Course course) {
        return course.forwardCalls()
                .filter(moment -> moment.before() && moment.turn() == 0)
                .map(moment -> course.disturbed(
                        "death",
                        moment,
                        "DEATH EACH TIME",
                        () -> Ambush.atAll(moment, Ambush.FOR_EVER, Mishap.processDies()),
                        moment.beyondPivot()
                                ? Expected.blocked(ErrorCode.INTERNAL)
                                : Expected.rolledBack(ErrorCode.INTERNAL)));
    }

    private static Stream<Cell> alwaysBack(Course course) {
        return course.undoCalls()
                .filter(moment -> moment.before() && moment.turn() == 0)
                .map(moment -> course.disturbedBack(
                        "death",
                        moment,
                        "DEATH EACH TIME",
                        () -> Ambush.atAll(moment, Ambush.FOR_EVER, Mishap.processDies()),
                        Expected.of(Outcome.UNDO_BLOCKED)));
    }
}
