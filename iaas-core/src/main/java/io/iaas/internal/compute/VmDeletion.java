package io.iaas.internal.compute;

import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmState;
import io.iaas.error.ConflictException;
import io.iaas.error.ErrorCode;
import io.iaas.identity.ProjectId;
import io.iaas.internal.engine.Cancellation;
import io.iaas.internal.engine.OperationEngine;
import io.iaas.internal.engine.Submission;
import io.iaas.internal.project.ProjectInUse;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationQuery;
import io.iaas.operation.OperationState;
import io.iaas.operation.SubmitOptions;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StoredOperation;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How the delete of a machine is submitted, whoever wants it. */
public final class VmDeletion {
    private VmDeletion() {}

    /** Returns who asks for what. */
    public static Submission submission(ProjectId project, OperationId operation, VmId id, SubmitOptions options) {
        return new Submission(project, operation, OperationKind.VM_DELETE, Map.of("vm", id.toString()), options);
    }

    /**
     * Marks a machine as going away, in the unit of work that submits its delete, and has its create cancelled if that is
     * under way.
     *
     * @throws io.iaas.error.NotFoundException when there is none of this id
     * @throws io.iaas.error.ConflictException WRONG_STATE when it is going away already, or an operation on it is blocked
     */
    public static OperationEngine.Request request(
            RepositorySession session, ProjectId project, VmId id, Cancellation cancel) {
        Vm vm = deletable(session, project, id);
        return request(session, vm, vm.withState(VmState.DELETING), cancel);
    }

    /**
     * Does the same for a machine whose lease has ended by now.
     *
     * @throws io.iaas.error.ConflictException also CONCURRENT_CHANGE when it has not, or the project is going away: that
     *     takes its machines with it
     */
    static OperationEngine.Request requestAtEndOfLease(
            RepositorySession session, ProjectId project, VmId id, Cancellation cancel) {
        Vm vm = deletable(session, project, id);
        Instant end = vm.expiresAt()
                .filter(time -> !time.isAfter(session.now()))
                .filter(time -> ProjectInUse.is(session, project))
                .orElseThrow(() -> new ConflictException(
                        ErrorCode.CONCURRENT_CHANGE, "VM '" + vm.name() + "' is not to be deleted by its lease now"));
        return request(session, vm, vm.withState(VmState.DELETING, "its lease ended at " + end), cancel);
    }

    private static OperationEngine.Request request(RepositorySession session, Vm vm, Vm going, Cancellation cancel) {
        OperationEngine.Request request = VmRequest.of(vm, Map.of());
        session.vms().update(going);
        if (vm.state() != VmState.CREATING) {
            return request;
        }
        List<StoredOperation> ended = unfinished(session, vm.projectId(), vm.id()).stream()
                .flatMap(operation -> cancel.cancel(session, vm.projectId(), operation.id()).stream())
                .toList();
        return new OperationEngine.Request(request.target(), request.input(), ended);
    }

    static Vm deletable(RepositorySession session, ProjectId project, VmId id) {
        Vm vm = VmRequest.recorded(session, project, id);
        if (vm.state() == VmState.DELETING) {
            throw VmRequest.wrongState(vm, "it is going away");
        }
        if (vm.state() == VmState.ERROR) {
            unfinished(session, project, id).stream()
                    .filter(operation -> operation.status().state() == OperationState.UNDO_BLOCKED)
                    .findFirst()
                    .ifPresent(blocked -> {
                        throw VmRequest.wrongState(
                                vm, "operation " + blocked.id() + " is blocked; retry or abandon it");
                    });
        }
        return vm;
    }

    private static List<StoredOperation> unfinished(RepositorySession session, ProjectId project, VmId id) {
        return session
                .operations()
                .list(project, OperationQuery.all().on(id.value()), PageRequest.first(PageRequest.MAX_LIMIT))
                .items()
                .stream()
                .filter(stored -> !stored.status().state().terminal())
                .toList();
    }
}
