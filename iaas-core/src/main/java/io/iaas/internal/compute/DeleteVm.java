package io.iaas.internal.compute;

import io.iaas.compute.VmId;
import io.iaas.compute.VmState;
import io.iaas.internal.engine.OperationDefinition;
import io.iaas.internal.engine.Step;
import io.iaas.internal.engine.StepContext;
import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationQuery;
import io.iaas.operation.OperationState;
import io.iaas.page.PageRequest;
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
                .filter(vm -> !VmDefinition.brokenByAnother(session, vm, operation.id()))
                .ifPresent(vm -> session.vms().update(vm.withState(given(session, operation))));
    }

    /** A machine that was being created then is by now what became of its create. */
    private static VmState given(RepositorySession session, StoredOperation operation) {
        VmState before = VmDefinition.stateBefore(operation);
        return before == VmState.CREATING
                ? create(session, operation).map(DeleteVm::leftBy).orElse(before)
                : before;
    }

    private static Optional<OperationState> create(RepositorySession session, StoredOperation operation) {
        OperationQuery sameTarget = OperationQuery.all().on(operation.target().id());
        return session
                .operations()
                .list(operation.projectId(), sameTarget, PageRequest.first(PageRequest.MAX_LIMIT))
                .items()
                .stream()
                .filter(other -> other.kind().equals(OperationKind.VM_CREATE))
                .map(other -> other.status().state())
                .findFirst();
    }

    private static VmState leftBy(OperationState create) {
        return switch (create) {
            case SUCCEEDED -> VmState.RUNNING;
            case UNDO_BLOCKED, ABANDONED -> VmState.ERROR;
            default -> VmState.CREATING;
        };
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
