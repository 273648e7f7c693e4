package io.iaas.faults;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The database is busy, full or away for a while, or commits and the answer is lost, at each of its commits. */
final class DatabaseFaults {
    private static final int A_WHILE = 4;

    private DatabaseFaults() {}

    static Stream<Cell> of(Course course) {
        Stream<Cell> forward = course.forwardCommits()
                .flatMap(moment -> mishaps(moment).entrySet().stream()
                        .map(m -> course.disturbed(
                                "database",
                                moment,
                                m.getKey(),
                                () -> Ambush.at(moment, m.getValue()),
                                Expected.of(forwardOutcome(course, moment)))));
        Stream<Cell> back = course.undoCommits()
                .flatMap(moment -> mishaps(moment).entrySet().stream()
                        .map(m -> course.disturbedBack(
                                "database",
                                moment,
                                m.getKey(),
                                () -> Ambush.at(moment, m.getValue()),
                                Expected.of(Outcome.ROLLED_BACK))));
        Stream<Cell> within = course.forwardCalls()
                .filter(moment -> !moment.before())
                .map(moment -> course.disturbed(
                        "database",
                        moment,
                        "AWAY FOR A WHILE",
                        () -> Ambush.at(moment, Mishap.databaseIsAway(A_WHILE)),
                        Expected.of(Outcome.SUCCEEDED)));
        return Stream.of(forward, back, within).flatMap(cells -> cells);
    }

    private static Map<String, Mishap> mishaps(Moment moment) {
        Map<String, Mishap> mishaps = new TreeMap<>();
        mishaps.put(moment.before() ? "BUSY" : "ANSWER LOST", Mishap.databaseFails());
        mishaps.put("FULL FOR A WHILE", Mishap.databaseIsFull(A_WHILE));
        mishaps.put("AWAY FOR A WHILE", Mishap.databaseIsAway(A_WHILE));
        return mishaps;
    }

    /** A caller who is told that his submission failed may find it done; a stream that he gave he has back then. */
    private static Outcome forwardOutcome(Course course, Moment moment) {
        if (!moment.is(Moment.SUBMIT)) {
            return Outcome.SUCCEEDED;
        }
        if (moment.before()) {
            return Outcome.NOT_SUBMITTED;
        }
        return course.scenario().givesStream() ? Outcome.ROLLED_BACK : Outcome.SUCCEEDED;
    }
}
