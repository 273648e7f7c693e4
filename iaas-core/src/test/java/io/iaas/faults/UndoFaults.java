package io.iaas.faults;

import io.iaas.error.ErrorCode;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The undo of a step fails: once, as often as it may, or for ever. */
final class UndoFaults {
    private static final ErrorCode AWAY = ErrorCode.HYPERVISOR_UNAVAILABLE;

    private UndoFaults() {}

    static Stream<Cell> of(Course course) {
        return Stream.concat(
                course.undoCalls().flatMap(moment -> of(course, moment)),
                course.evidenceCalls().flatMap(moment -> withoutEvidence(course, moment)));
    }

    /** Evidence that cannot be gathered keeps nothing from being undone. */
    private static Stream<Cell> withoutEvidence(Course course, Moment moment) {
        return Stream.of(
                cell(
                        course,
                        moment,
                        "for ever " + AWAY,
                        () -> Ambush.at(moment, Ambush.FOR_EVER, Mishap.driverFails(AWAY))),
                cell(
                        course,
                        moment,
                        "for ever DEFECT",
                        () -> Ambush.at(moment, Ambush.FOR_EVER, Mishap.driverBreaks())));
    }

    private static Stream<Cell> of(Course course, Moment moment) {
        Mishap away = Mishap.driverFails(AWAY);
        Stream<Cell> passing = Stream.of(
                cell(course, moment, "once " + AWAY, () -> Ambush.at(moment, away)),
                cell(course, moment, "once DEFECT", () -> Ambush.at(moment, Mishap.driverBreaks())),
                cell(
                        course,
                        moment,
                        "all but the last time " + AWAY,
                        () -> Ambush.atAll(moment, World.UNDO_ATTEMPTS, away)));
        return moment.before() ? Stream.concat(passing, Stream.of(forEver(course, moment, away))) : passing;
    }

    private static Cell cell(Course course, Moment moment, String what, Supplier<Ambush> ambush) {
        return course.disturbedBack("undo", moment, what, ambush, Expected.of(Outcome.ROLLED_BACK));
    }

    /** Before the effect only: behind it the next try finds that it took place. */
    private static Cell forEver(Course course, Moment moment, Mishap away) {
        return course.disturbedBack(
                "undo",
                moment,
                "for ever " + AWAY,
                () -> Ambush.atAll(moment, Ambush.FOR_EVER, away),
                Expected.of(Outcome.UNDO_BLOCKED));
    }
}
