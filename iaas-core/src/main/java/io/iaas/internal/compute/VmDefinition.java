package io.iaas.internal.compute;

import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmState;
import io.iaas.error.IaasException;
import io.iaas.error.NotFoundException;
import io.iaas.internal.engine.OperationDefinition;
import io.iaas.internal.engine.Step;
import io.iaas.internal.engine.StepContext;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationQuery;
import io.iaas.operation.OperationState;
import io.iaas.page.PageRequest;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StoredOperation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A kind of operation on a virtual machine that leaves one. */
class VmDefinition implements OperationDefinition<Vm> {
    /** The input that tells the machine's recorded state at the submission. */
    static final String STATE_BEFORE = "vm.stateBefore";

    private static final int CONSOLE_TAIL_BYTES = 4096;

    private final OperationKind kind;
    private final List<Step> steps;

    VmDefinition(OperationKind kind, Step... steps) {
        this.kind = kind;
        this.steps = List.of(steps);
    }

    @Override
    public final OperationKind kind() {
        return kind;
    }

    @Override
    public final List<Step> steps() {
        return steps;
    }

    @Override
    public Vm result(RepositorySession session, StoredOperation operation) {
        return find(session, operation)
                .orElseThrow(
                        () -> new NotFoundException("VM", operation.target().name()));
    }

    @Override
    public void rolledBack(RepositorySession session, StoredOperation operation) {
        restore(session, operation);
    }

    @Override
    public void blocked(RepositorySession session, StoredOperation operation) {
        inError(session, operation);
    }

    @Override
    public void abandoned(RepositorySession session, StoredOperation operation) {
        restore(session, operation);
    }

    static void inError(RepositorySession session, StoredOperation operation) {
        find(session, operation).ifPresent(vm -> session.vms().update(vm.withState(VmState.ERROR)));
    }

    /** Gives a machine that this operation has put into an error state its state from before. */
    private static void restore(RepositorySession session, StoredOperation operation) {
        VmState before = stateBefore(operation);
        find(session, operation)
                .filter(vm -> vm.state() == VmState.ERROR
                        && before.observable()
                        && !brokenByAnother(session, vm, operation.id()))
                .ifPresent(vm -> session.vms().update(vm.withState(before)));
    }

    /**
     * Returns whether the machine is in ERROR because of another operation: one that is blocked, or a create or delete that
     * was abandoned half-way.
     */
    static boolean brokenByAnother(RepositorySession session, Vm vm, OperationId self) {
        return vm.state() == VmState.ERROR
                && session
                        .operations()
                        .list(
                                vm.projectId(),
                                OperationQuery.all().on(vm.id().value()),
                                PageRequest.first(PageRequest.MAX_LIMIT))
                        .items()
                        .stream()
                        .anyMatch(other -> !other.id().equals(self) && breaks(other));
    }

    private static boolean breaks(StoredOperation operation) {
        OperationState state = operation.status().state();
        boolean halfWay = operation.kind().equals(OperationKind.VM_CREATE)
                || operation.kind().equals(OperationKind.VM_DELETE);
        return state == OperationState.UNDO_BLOCKED || (state == OperationState.ABANDONED && halfWay);
    }

    static VmState stateBefore(StoredOperation operation) {
        return VmState.valueOf(operation.input().getOrDefault(STATE_BEFORE, VmState.STOPPED.name()));
    }

    @Override
    public Optional<String> consoleTail(StepContext context) {
        return consoleTailOf(context);
    }

    static Optional<Vm> find(RepositorySession session, StoredOperation operation) {
        return session.vms()
                .find(operation.projectId(), new VmId(operation.target().id()));
    }

    static Optional<String> consoleTailOf(StepContext context) {
        if (!context.hypervisor().capabilities().contains(Capability.CONSOLE_LOG)) {
            return Optional.empty();
        }
        try {
            byte[] tail = context.hypervisor()
                    .consoles()
                    .tail(context.names().console(VmStep.id(context)), CONSOLE_TAIL_BYTES);
            return tail.length == 0 ? Optional.empty() : Optional.of(new String(tail, StandardCharsets.UTF_8));
        } catch (IaasException e) {
            return Optional.empty(); // the failure that is being told matters more than its console
        }
    }
}
