package io.iaas.internal.compute;

import io.iaas.compute.VmId;
import io.iaas.compute.VmState;
import io.iaas.internal.engine.OperationDefinition;
import io.iaas.internal.engine.Step;
import io.iaas.internal.engine.StepContext;
import io.iaas.operation.OperationKind;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.ResourceKey;
import io.iaas.spi.repository.StepRecord;
import io.iaas.spi.repository.StoredOperation;
import java.util.List;
import java.util.Optional;

/**
 * Deletes a machine with all that was made for it. Until its domain is gone a failure gives the machine back; from then
 * on the delete only goes forward.
 */
final class DeleteVm implements OperationDefinition<VmId> {
    private static final List<Step> STEPS = List.of(
            new CutPower(),
            new UndefineDomain(),
            new RemoveVolume("delete-disk", ResourceKey.Kind.DISK),
            new RemoveVolume("delete-seed", ResourceKey.Kind.SEED),
            new RemoveVolume("delete-console-log", ResourceKey.Kind.CONSOLE_LOG));

    @Override
    public OperationKind kind() {
        return OperationKind.VM_DELETE;
    }

    @Override
    public List<Step> steps() {
        return STEPS;
    }

    @Override
    public VmId result(RepositorySession session, StoredOperation operation) {
        return new VmId(operation.target().id());
    }

    @Override
    public void succeeded(RepositorySession session, StoredOperation operation, List<StepRecord> journal) {
        VmDefinition.find(session, operation).ifPresent(vm -> session.vms().delete(vm.projectId(), vm.id()));
    }

    /** The machine is going away until then, or in error because the undo was blocked for a while. */
    @Override
    public void rolledBack(RepositorySession session, StoredOperation operation) {
        VmDefinition.find(session, operation)
                .filter(vm -> vm.state() == VmState.DELETING || vm.state() == VmState.ERROR)
                .filter(vm -> !VmDefinition.givenUp(session, vm))
                .ifPresent(vm -> session.vms().update(vm.withState(given(session, operation))));
    }

    /** A machine whose create has ended meanwhile is not being created any more. */
    private static VmState given(RepositorySession session, StoredOperation operation) {
        VmState before = VmDefinition.stateBefore(operation);
        boolean created = !session.operations().targetBusy(operation.target().id());
        return before == VmState.CREATING && created ? VmState.RUNNING : before;
    }

    @Override
    public void blocked(RepositorySession session, StoredOperation operation) {
        VmDefinition.inError(session, operation);
    }

    @Override
    public Optional<String> consoleTail(StepContext context) {
        return Optional.empty();
    }
}
