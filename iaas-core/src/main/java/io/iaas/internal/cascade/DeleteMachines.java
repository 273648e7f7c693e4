package io.iaas.internal.cascade;

import io.iaas.compute.VmId;
import io.iaas.compute.VmState;
import io.iaas.identity.ProjectId;
import io.iaas.internal.compute.VmDeletion;
import io.iaas.internal.engine.StepContext;
import io.iaas.operation.SubmitOptions;
import io.iaas.spi.repository.RepositorySession;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Has all machines of a project deleted; creates under way are cancelled by that. */
final class DeleteMachines extends DeleteAll {
    /** An operation on it that was blocked may be tried again. */
    private static final Set<VmState> WAITING = EnumSet.of(VmState.DELETING, VmState.ERROR);

    DeleteMachines() {
        super("delete-machines");
    }

    @Override
    List<Item> items(RepositorySession session, ProjectId project) {
        return Contents.machines(session, project).stream()
                .map(vm -> new Item(vm.id().value(), "VM '" + vm.name() + "'", WAITING.contains(vm.state())))
                .toList();
    }

    @Override
    void delete(StepContext context, ProjectId project, UUID id, SubmitOptions options) {
        VmId vm = new VmId(id);
        context.submit(
                operation -> VmDeletion.submission(project, operation, vm, options),
                session -> VmDeletion.request(session, project, vm, context::cancel));
    }
}
