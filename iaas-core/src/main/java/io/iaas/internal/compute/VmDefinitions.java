package io.iaas.internal.compute;

import io.iaas.compute.VmState;
import io.iaas.internal.engine.OperationDefinition;
import io.iaas.operation.OperationKind;
import io.iaas.spi.hypervisor.DomainPower;
import java.util.List;

/** All kinds of operations on virtual machines. */
public final class VmDefinitions {
    private VmDefinitions() {}

    /** Returns them. */
    public static List<OperationDefinition<?>> all() {
        return List.of(
                new CreateVm(),
                new DeleteVm(),
                new VmDefinition(OperationKind.VM_START, StartDomain.ofMachine()),
                new VmDefinition(OperationKind.VM_STOP, new ShutDown()),
                power(OperationKind.VM_FORCE_STOP, "power-off", DomainPower::powerOff, VmState.STOPPED),
                power(OperationKind.VM_REBOOT, "request-reboot", DomainPower::requestReboot, VmState.RUNNING),
                power(OperationKind.VM_RESET, "reset", DomainPower::reset, VmState.RUNNING),
                power(OperationKind.VM_PAUSE, "pause", DomainPower::pause, VmState.PAUSED),
                power(OperationKind.VM_RESUME, "resume", DomainPower::resume, VmState.RUNNING),
                new VmDefinition(OperationKind.VM_CHECKPOINT, new TakeCheckpoint()),
                new VmDefinition(OperationKind.VM_REVERT, new RestoreCheckpoint()),
                new VmDefinition(OperationKind.VM_RENAME, new ChangeName()),
                new VmDefinition(OperationKind.VM_REDEFINE, new RedefineDomain()));
    }

    private static VmDefinition power(OperationKind kind, String step, ChangePower.Call call, VmState leadsTo) {
        return new VmDefinition(kind, new ChangePower(step, call, leadsTo));
    }
}
