package io.iaas.internal.compute;

import io.iaas.compute.Vm;
import io.iaas.error.ConflictException;
import io.iaas.error.ErrorCode;
import io.iaas.internal.engine.OperationEngine;
import io.iaas.internal.engine.Submission;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationTarget;
import io.iaas.operation.SubmitOptions;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StepRecord;
import java.util.Map;

/** Has the domain of a recorded machine defined again. */
public final class Redefinition {
    private final OperationEngine engine;

    /** Submits to an engine. */
    public Redefinition(OperationEngine engine) {
        this.engine = engine;
    }

    /**
     * Submits the operation.
     *
     * @param vm the machine as it was when its domain was looked for
     * @throws ConflictException CONCURRENT_CHANGE when it was changed since, or something is at work on it
     */
    public Operation<Vm> submit(Vm vm) {
        Submission submission = new Submission(
                vm.projectId(),
                engine.newId(),
                OperationKind.VM_REDEFINE,
                Map.of("vm", vm.id().toString()),
                SubmitOptions.none());
        return engine.submit(submission, session -> {
            if (session.operations().targetBusy(vm.id().value()) || !unchanged(session, vm)) {
                throw new ConflictException(
                        ErrorCode.CONCURRENT_CHANGE, "VM '" + vm.name() + "' was changed by somebody else");
            }
            return new OperationEngine.Request(
                    new OperationTarget(OperationTarget.VM, vm.id().value(), vm.name()),
                    Map.of(VmDefinition.STATE_BEFORE, vm.state().name()));
        });
    }

    private static boolean unchanged(RepositorySession session, Vm vm) {
        return session.vms()
                .find(vm.projectId(), vm.id())
                .filter(stored -> stored.version() == vm.version())
                .isPresent();
    }

    /** Returns whether a step is one that defines domains. */
    public static boolean defines(StepRecord step) {
        return step.name().equals(DefineDomain.NAME) || step.name().equals(RedefineDomain.NAME);
    }
}
