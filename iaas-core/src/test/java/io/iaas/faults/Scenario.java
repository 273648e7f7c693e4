package io.iaas.faults;

import io.iaas.memory.SimulatedGuest;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationKind;
import io.iaas.operation.SubmitOptions;
import java.util.function.BiFunction;
import java.util.function.Consumer;

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
        BiFunction<World, SubmitOptions, Operation<?>> when) {
    /** Whether the operation reads from a stream that lives in the submitting process. */
    boolean givesStream() {
        return name.contains("stream");
    }

    /** Whether it is submitted by people, who may give it a key and a deadline. */
    boolean takesOptions() {
        return !kind.equals(OperationKind.VM_REDEFINE);
    }

    /** One, where an operation waits for others: they would get in each other's way in an order of chance. */
    int workers() {
        return kind.equals(OperationKind.PROJECT_DELETE) ? 1 : 2;
    }

    @Override
    public String toString() {
        return name;
    }
}
