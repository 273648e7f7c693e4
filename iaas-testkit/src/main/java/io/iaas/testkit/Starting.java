package io.iaas.testkit;

import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationState;
import java.util.Optional;

/**
 * A machine that is being started, and kept as it is then where it is to be reset: its operations run one after the other.
 *
 * @param run the run that it belongs to
 * @param create makes the machine
 * @param checkpoint keeps it
 */
record Starting(Run run, Operation<Vm> create, Optional<Operation<Vm>> checkpoint) {
    /** Waits until the machine is ready. What is not is deleted. */
    ThrowawayVm await() {
        ThrowawayVm vm = new ThrowawayVm(run.compute(), Run.await(create));
        boolean whole = false;
        try {
            checkpoint.ifPresent(Run::await);
            whole = true;
            return vm;
        } finally {
            if (!whole) {
                vm.close();
            }
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
