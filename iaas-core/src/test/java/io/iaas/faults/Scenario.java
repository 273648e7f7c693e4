package io.iaas.faults;

import io.iaas.memory.SimulatedGuest;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationKind;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A way to use one kind of operation.
 *
 * @param name its name
 * @param kind the kind
 * @param guest how guests behave
 * @param given what is there before
 * @param when submits the operation
 */
record Scenario(
        String name,
        OperationKind kind,
        SimulatedGuest guest,
        Consumer<World> given,
        Function<Instance, Operation<?>> when) {
    /** Whether the operation reads from a stream that lives in the submitting process. */
    boolean givesStream() {
        return name.contains("stream");
    }

    @Override
    public String toString() {
        return name;
    }
}
