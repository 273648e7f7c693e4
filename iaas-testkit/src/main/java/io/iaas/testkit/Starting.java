package io.iaas.testkit;

import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationState;
import java.time.Duration;
import java.util.Optional;

/**
 * A machine that is being started, and kept as it is then where it is to be reset: its operations run one after the other.
 *
 * @param run the run that it belongs to
 * @param spec what was asked for
 * @param login how to log in to it
 * @param create makes the machine
 * @param checkpoint keeps it; empty also when a log-in is waited for, behind which it is kept
 * @param begunAt when the start was begun, by the clock of {@link System#nanoTime}
 */
record Starting(
        Run run,
        ThrowawaySpec spec,
        Optional<Login> login,
        Operation<Vm> create,
        Optional<Operation<Vm>> checkpoint,
        long begunAt) {
    private static final Duration SHORTEST_LOG_IN = Duration.ofSeconds(10);

    /** Waits until the machine is ready. What is not is deleted. */
    ThrowawayVm await() {
        ThrowawayVm vm = new ThrowawayVm(run, Run.await(create), login);
        boolean whole = false;
        try {
            spec.awaitedLogIn().ifPresent(limit -> logIn(vm, limit));
            if (spec.resettable()) {
                Run.await(checkpoint.orElseGet(() -> run.compute().checkpoint(vm.id())));
            }
            whole = true;
            return vm;
        } finally {
            if (!whole) {
                vm.close();
            }
        }
    }

    /** A server that introduces itself may not know the key yet. */
    private void logIn(ThrowawayVm vm, Duration limit) {
        Duration left = limit.minusNanos(System.nanoTime() - begunAt);
        try {
            vm.ssh()
                    .within(left.compareTo(SHORTEST_LOG_IN) > 0 ? left : SHORTEST_LOG_IN)
                    .awaitLogIn();
        } catch (SshException e) {
            throw StartFailedException.withoutLogIn(vm, limit, e);
        }
    }

    boolean isReady() {
        return state() == OperationState.SUCCEEDED;
    }

    boolean hasFailed() {
        return !isReady() && state().terminal();
    }

    private OperationState state() {
        return checkpoint.orElse(create).info().state();
    }

    /** Begins to delete the machine, however far it is; empty when there is none. */
    Optional<Operation<VmId>> delete() {
        return Run.delete(run.compute(), new VmId(create.info().target().id()));
    }
}
