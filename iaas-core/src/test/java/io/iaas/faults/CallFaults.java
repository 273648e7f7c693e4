package io.iaas.faults;

import io.iaas.error.ErrorCode;
import java.util.List;
import java.util.stream.Stream;

/** The host refuses, is away, is silent, or does what was asked and the answer is lost; or the driver has a defect. */
final class CallFaults {
    private static final List<ErrorCode> CODES =
            List.of(ErrorCode.HYPERVISOR_REFUSED, ErrorCode.HYPERVISOR_UNAVAILABLE, ErrorCode.HYPERVISOR_TIMEOUT);

    private CallFaults() {}

    static Stream<Cell> of(Course course) {
        return course.forwardCalls().flatMap(moment -> Stream.concat(once(course, moment), forEver(course, moment)));
    }

    private static Stream<Cell> once(Course course, Moment moment) {
        Stream<Cell> failures =
                CODES.stream().map(code -> cell(course, moment, code.name(), Mishap.driverFails(code), code));
        return Stream.concat(
                failures, Stream.of(cell(course, moment, "DEFECT", Mishap.driverBreaks(), ErrorCode.INTERNAL)));
    }

    private static Cell cell(Course course, Moment moment, String what, Mishap mishap, ErrorCode code) {
        Expected expected = moment.beyondPivot() ? Expected.of(Outcome.SUCCEEDED) : Expected.rolledBack(code);
        return course.disturbed("call", moment, what, () -> Ambush.at(moment, mishap), expected);
    }

    /** Behind the pivot an operation tries again, until its attempts are used up. */
    private static Stream<Cell> forEver(Course course, Moment moment) {
        if (!moment.beyondPivot() || !moment.before() || moment.turn() > 0) {
            return Stream.empty();
        }
        ErrorCode code = ErrorCode.HYPERVISOR_UNAVAILABLE;
        return Stream.of(
                course.disturbed(
                        "call",
                        moment,
                        "all but the last time " + code,
                        () -> Ambush.atAll(moment, World.ATTEMPTS - 1, Mishap.driverFails(code)),
                        Expected.of(Outcome.SUCCEEDED)),
                course.disturbed(
                        "call",
                        moment,
                        "for ever " + code,
                        () -> Ambush.atAll(moment, Ambush.FOR_EVER, Mishap.driverFails(code)),
                        Expected.blocked(code)));
    }
}
