package io.iaas.internal.compute;

import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmState;
import io.iaas.identity.ProjectId;
import io.iaas.internal.engine.OperationEngine;
import io.iaas.internal.engine.Submission;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationKind;
import io.iaas.spi.repository.Repositories;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Submits what starts, stops, or otherwise drives a machine, where the state that it is in allows that. */
final class PowerSubmission {
    private static final Set<VmState> WHILE_RUNNING = EnumSet.of(VmState.RUNNING);
    private static final Map<OperationKind, Set<VmState>> ALLOWED = Map.of(
            OperationKind.VM_START, EnumSet.of(VmState.STOPPED, VmState.CRASHED),
            OperationKind.VM_STOP, WHILE_RUNNING,
            OperationKind.VM_FORCE_STOP, EnumSet.of(VmState.RUNNING, VmState.PAUSED, VmState.CRASHED),
            OperationKind.VM_REBOOT, WHILE_RUNNING,
            OperationKind.VM_RESET, WHILE_RUNNING,
            OperationKind.VM_PAUSE, WHILE_RUNNING,
            OperationKind.VM_RESUME, EnumSet.of(VmState.PAUSED),
            OperationKind.VM_CHECKPOINT, WHILE_RUNNING,
            OperationKind.VM_REVERT, EnumSet.of(VmState.RUNNING, VmState.PAUSED, VmState.STOPPED, VmState.CRASHED));

    private final ProjectId project;
    private final Repositories repositories;
    private final OperationEngine engine;
    private final LiveView live;

    PowerSubmission(ProjectId project, Repositories repositories, OperationEngine engine, LiveView live) {
        this.project = project;
        this.repositories = repositories;
        this.engine = engine;
        this.live = live;
    }

    Operation<Vm> submit(VmId id, Submission asked, Map<String, String> input) {
        Optional<Operation<Vm>> earlier = engine.earlier(asked);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Set<VmState> allowed = ALLOWED.getOrDefault(asked.kind(), Set.of());
        Vm seen = live.orRecorded(repositories.read(session -> VmRequest.recorded(session, project, id)));
        return engine.submit(asked, session -> {
            Vm vm = VmRequest.usable(session, project, id);
            // What changed the record since the look at the host knows better.
            Vm newest = vm.version() == seen.version() ? seen : vm;
            // Behind an unfinished operation nobody knows the state yet; the step itself will see it.
            if (!session.operations().targetBusy(id.value()) && !allowed.contains(newest.state())) {
                throw VmRequest.wrongState(newest, "this needs " + allowed);
            }
            return VmRequest.of(vm, input);
        });
    }
}
