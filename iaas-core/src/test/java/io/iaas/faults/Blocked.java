package io.iaas.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.compute.VmId;
import io.iaas.error.ErrorCode;
import io.iaas.identity.ProjectId;
import io.iaas.image.ImageId;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationState;
import io.iaas.operation.OperationTarget;
import java.util.List;
import java.util.stream.Stream;

/** An operation is blocked for good; an operator has it tried again when the cause is gone, or gives it up. */
final class Blocked {
    private static final ErrorCode AWAY = ErrorCode.HYPERVISOR_UNAVAILABLE;

    private Blocked() {}

    static Stream<Cell> of(Course course) {
        Stream<Cell> behindPivot = course.forwardCalls()
                .filter(moment -> moment.beyondPivot() && moment.before() && moment.turn() == 0)
                .flatMap(moment -> sequels(Outcome.SUCCEEDED).stream()
                        .map(sequel -> course.disturbed(
                                        "blocked",
                                        moment,
                                        AWAY.name(),
                                        () -> Ambush.atAll(moment, Ambush.FOR_EVER, Mishap.driverFails(AWAY)),
                                        Expected.blocked(AWAY))
                                .then(sequel)));
        Stream<Cell> undo = course.undoCalls()
                .filter(moment -> moment.before() && moment.turn() == 0)
                .flatMap(moment -> sequels(Outcome.ROLLED_BACK).stream()
                        .map(sequel -> course.disturbedBack(
                                        "blocked",
                                        moment,
                                        AWAY.name(),
                                        () -> Ambush.atAll(moment, Ambush.FOR_EVER, Mishap.driverFails(AWAY)),
                                        Expected.of(Outcome.UNDO_BLOCKED))
                                .then(sequel)));
        return Stream.concat(behindPivot, undo);
    }

    private static List<Sequel> sequels(Outcome outcome) {
        return List.of(
                new Sequel("retry", (world, invariants) -> retry(world, invariants, outcome)),
                new Sequel("abandon and delete", Blocked::abandonAndDelete));
    }

    private static void retry(World world, Invariants invariants, Outcome outcome) {
        OperationId id = world.standing().operation().orElseThrow().id();
        world.instance().operations.retry(id);
        Standing end = world.rest.await();
        Expected.of(outcome).check(Outcome.of(end), end);
        invariants.check(outcome, end);
    }

    private static void abandonAndDelete(World world, Invariants invariants) {
        Standing blocked = world.standing();
        OperationTarget target = blocked.operation().orElseThrow().target();
        world.instance().operations.abandon(blocked.operation().orElseThrow().id());
        assertThat(world.standing().status().state()).isEqualTo(OperationState.ABANDONED);
        delete(world.instance(), target);
        Standing end = world.rest.await();
        Expected.of(Outcome.SUCCEEDED).check(Outcome.of(end), end);
        invariants.checkGone(target, end);
    }

    private static void delete(Instance instance, OperationTarget target) {
        switch (target.kind()) {
            case OperationTarget.VM -> instance.compute.delete(new VmId(target.id()));
            case OperationTarget.IMAGE -> instance.images.delete(new ImageId(target.id()));
            default -> instance.projects.deleteProject(new ProjectId(target.id()));
        }
    }
}
