package io.iaas.faults;

import io.iaas.error.ErrorCode;
import io.iaas.memory.SimulatedCall;
import io.iaas.operation.OperationKind;
import io.iaas.operation.SubmitOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * How a scenario goes when nothing goes wrong, and when it turns back at the last place where it can: the moments at
 * which the matrix lets something go wrong.
 *
 * @param scenario the scenario
 * @param forward the moments of the undisturbed way
 * @param end what it leads to
 * @param turning makes it turn back
 * @param back the moments behind that
 */
record Course(Scenario scenario, List<Moment> forward, Set<String> end, Supplier<Ambush> turning, List<Moment> back) {
    private static final Set<OperationKind> POWER_GOES_OFF = Set.of(OperationKind.VM_STOP, OperationKind.VM_DELETE);

    static Course of(Scenario scenario) {
        try (World world = new World(scenario)) {
            List<Moment> forward = walk(world, scenario);
            Supplier<Ambush> turning = turning(scenario, forward);
            return new Course(scenario, forward, Shape.of(world, true), turning, back(scenario, turning));
        }
    }

    private static List<Moment> back(Scenario scenario, Supplier<Ambush> turning) {
        try (World world = new World(scenario)) {
            Ambush turn = turning.get();
            List<Moment> behind = Collections.synchronizedList(new ArrayList<>());
            world.ambushes.lay(
                    new Ambush(moment -> turn.sprung(), Ambush.FOR_EVER, (w, i, moment) -> behind.add(moment)));
            world.ambushes.lay(turn);
            world.submit(scenario, SubmitOptions.none());
            world.rest.await();
            return behind.stream().distinct().toList();
        }
    }

    private static List<Moment> walk(World world, Scenario scenario) {
        List<Moment> moments = Collections.synchronizedList(new ArrayList<>());
        world.ambushes.lay(new Ambush(moment -> true, Ambush.FOR_EVER, (w, i, moment) -> moments.add(moment)));
        world.submit(scenario, SubmitOptions.none());
        world.rest.await();
        return moments.stream().distinct().toList();
    }

    /**
     * The last call before the pivot fails for ever; an operation without such a call is cancelled as it begins. The
     * console is spared, so that the failure's evidence holds its end. The effect took place, but where power goes off: that is a
     * success when it is tried again.
     */
    private static Supplier<Ambush> turning(Scenario scenario, List<Moment> forward) {
        return forward.stream()
                .filter(moment -> moment.call() && !moment.beyondPivot())
                .filter(moment -> moment.before() == POWER_GOES_OFF.contains(scenario.kind()))
                .filter(moment -> !moment.what().equals(SimulatedCall.TAIL_CONSOLE.name()))
                .reduce((first, second) -> second)
                .<Supplier<Ambush>>map(last ->
                        () -> Ambush.atAll(last, Ambush.FOR_EVER, Mishap.driverFails(ErrorCode.HYPERVISOR_REFUSED)))
                .orElse(() ->
                        new Ambush(moment -> moment.is(Moment.CLAIM) && !moment.before(), 1, Mishap.somebodyCancels()));
    }

    Stream<Moment> forwardCalls() {
        return forward.stream().filter(Moment::call);
    }

    Stream<Moment> forwardCommits() {
        return forward.stream().filter(moment -> !moment.call());
    }

    Stream<Moment> undoCalls() {
        return back.stream().filter(moment -> moment.call() && moment.undo());
    }

    /** The calls that gather the evidence of a failure. */
    Stream<Moment> evidenceCalls() {
        return back.stream().filter(moment -> moment.call() && !moment.undo());
    }

    Stream<Moment> undoCommits() {
        return back.stream().filter(moment -> !moment.call());
    }

    /** A cell in which something goes wrong on the way forward. */
    Cell disturbed(String category, Moment moment, String what, Supplier<Ambush> ambush, Expected expected) {
        return new Cell(category, this, moment, what, List.of(ambush), expected);
    }

    /** A cell in which something goes wrong on the way back. */
    Cell disturbedBack(String category, Moment moment, String what, Supplier<Ambush> ambush, Expected expected) {
        return new Cell(category, this, moment, what, List.of(turning, ambush), expected);
    }
}
