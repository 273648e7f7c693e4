package io.iaas.internal.compute;

import io.iaas.error.ErrorCode;
import io.iaas.internal.engine.StepContext;
import io.iaas.internal.engine.StepFailedException;
import io.iaas.operation.OperationKind;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StoredOperation;
import java.util.Optional;

/** Creates and starts a machine, and waits for what the caller asked for. */
final class CreateVm extends VmDefinition {
    CreateVm() {
        super(
                OperationKind.VM_CREATE,
                new PlaceOnHost(),
                new CreateDisk(),
                new CreateSeed(),
                new CreateConsoleLog(),
                new DefineDomain(),
                StartDomain.ofNewMachine(),
                new AwaitReadiness());
    }

    @Override
    public Optional<StoppedShort> stoppedShort(StepContext context) {
        return context.resultOf(AwaitReadiness.NAME, AwaitReadiness.MISSED)
                .map(missed ->
                        new StoppedShort(AwaitReadiness.NAME, new StepFailedException(ErrorCode.WAIT_TIMEOUT, missed)));
    }

    @Override
    public void rolledBack(RepositorySession session, StoredOperation operation) {
        GuestInput.forget(session, operation);
        find(session, operation).ifPresent(vm -> session.vms().delete(vm.projectId(), vm.id()));
    }

    /** What there is of the machine can only be deleted; its guest will never be told anything. */
    @Override
    public void abandoned(RepositorySession session, StoredOperation operation) {
        GuestInput.forget(session, operation);
    }
}
