package io.iaas.examples.reliability;

import io.iaas.operation.OperationState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A cell of the matrix: an operation whose processes are killed, one after the other.
 *
 * @param scenario the operation
 * @param deaths how each process that works on it ends; the one behind the last of them lives
 * @param cancelled whether it is cancelled behind the first death, while nobody works on it
 * @param expected how it ends; empty when nobody knows of it
 */
record Cell(Scenario scenario, List<Death> deaths, boolean cancelled, Optional<OperationState> expected) {
    /**
     * The end of a process.
     *
     * @param failsAt where the operation fails in it, so that it turns back
     * @param killedAt where the process is killed
     */
    record Death(Optional<Point> failsAt, Point killedAt) {
        static Death at(Point point) {
            return new Death(Optional.empty(), point);
        }
    }

    @Override
    public String toString() {
        return scenario
                + deaths.stream().map(death -> " " + death.killedAt()).collect(Collectors.joining())
                + (cancelled ? " cancelled" : "");
    }
}
