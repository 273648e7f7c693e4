package io.iaas.internal.compute;

import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmState;
import io.iaas.error.ConflictException;
import io.iaas.error.ErrorCode;
import io.iaas.error.NotFoundException;
import io.iaas.identity.ProjectId;
import io.iaas.internal.engine.OperationEngine;
import io.iaas.operation.OperationTarget;
import io.iaas.spi.repository.RepositorySession;
import java.util.HashMap;
import java.util.Map;

/** What submissions about one machine have in common. */
final class VmRequest {
    private VmRequest() {}

    /** Returns the request for an operation on a machine as it is recorded now. */
    static OperationEngine.Request of(Vm vm, Map<String, String> given) {
        Map<String, String> input = new HashMap<>(given);
        input.put(VmDefinition.STATE_BEFORE, vm.state().name());
        return new OperationEngine.Request(
                new OperationTarget(OperationTarget.VM, vm.id().value(), vm.name()), input);
    }

    static Vm recorded(RepositorySession session, ProjectId project, VmId id) {
        return session.vms().find(project, id).orElseThrow(() -> new NotFoundException("VM", id));
    }

    /** Returns a machine that can be changed. */
    static Vm usable(RepositorySession session, ProjectId project, VmId id) {
        Vm vm = VmDeletion.deletable(session, project, id);
        if (vm.state() == VmState.ERROR) {
            throw wrongState(vm, "it can only be deleted");
        }
        return vm;
    }

    static ConflictException wrongState(Vm vm, String why) {
        return new ConflictException(ErrorCode.WRONG_STATE, "VM '" + vm.name() + "' is " + vm.state() + ": " + why);
    }
}
