package io.iaas.faults;

import java.util.stream.Stream;

/** The claim is lost to another process at a moment; its worker changes nothing more. */
final class LostClaims {
    private LostClaims() {}

    static Stream<Cell> of(Course course) {
        Stream<Cell> forward = course.forward().stream()
                .filter(moment -> !(moment.is(Moment.SUBMIT) && moment.before()))
                .map(moment -> course.disturbed(
                        "lost claim",
                        moment,
                        "LOST CLAIM",
                        () -> Ambush.at(moment, Mishap.claimIsLost()),
                        Expected.of(Outcome.SUCCEEDED)));
        Stream<Cell> back = course.back().stream()
                .map(moment -> course.disturbedBack(
                        "lost claim",
                        moment,
                        "LOST CLAIM",
                        () -> Ambush.at(moment, Mishap.claimIsLost()),
                        Expected.of(Outcome.ROLLED_BACK)));
        return Stream.concat(forward, back);
    }
}
