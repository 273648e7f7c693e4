package io.iaas.internal.access;

import io.iaas.audit.AuditAction;
import io.iaas.audit.AuditResource;
import io.iaas.compute.CommandResult;
import io.iaas.compute.ComputeService;
import io.iaas.compute.Freshness;
import io.iaas.compute.GuestCommand;
import io.iaas.compute.MetricGroup;
import io.iaas.compute.SerialConsole;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmMetrics;
import io.iaas.compute.VmQuery;
import io.iaas.compute.VmSpec;
import io.iaas.internal.audit.Deed;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationTarget;
import io.iaas.operation.SubmitOptions;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The virtual machines of a view. */
final class GuardedCompute implements ComputeService {
    private final ComputeService compute;
    private final Guard guard;

    GuardedCompute(ComputeService compute, Guard guard) {
        this.compute = compute;
        this.guard = guard;
    }

    @Override
    public ComputeService with(SubmitOptions options) {
        return new GuardedCompute(toRead().with(options), guard);
    }

    @Override
    public Operation<Vm> create(VmSpec spec) {
        return submitted(
                OperationKind.VM_CREATE,
                AuditResource.named(OperationTarget.VM, spec.name()),
                () -> compute.create(spec));
    }

    @Override
    public Optional<Vm> find(String name) {
        return toRead().find(name);
    }

    @Override
    public Vm get(String name) {
        return toRead().get(name);
    }

    @Override
    public Vm get(VmId id) {
        return toRead().get(id);
    }

    @Override
    public Page<Vm> list(VmQuery query, PageRequest page, Freshness freshness) {
        return toRead().list(query, page, freshness);
    }

    @Override
    public long count(VmQuery query) {
        return toRead().count(query);
    }

    @Override
    public Operation<Vm> start(VmId id) {
        return submitted(OperationKind.VM_START, machine(id), () -> compute.start(id));
    }

    @Override
    public Operation<Vm> stop(VmId id, Duration limit, boolean thenForce) {
        return submitted(OperationKind.VM_STOP, machine(id), () -> compute.stop(id, limit, thenForce));
    }

    @Override
    public Operation<Vm> forceStop(VmId id) {
        return submitted(OperationKind.VM_FORCE_STOP, machine(id), () -> compute.forceStop(id));
    }

    @Override
    public Operation<Vm> reboot(VmId id) {
        return submitted(OperationKind.VM_REBOOT, machine(id), () -> compute.reboot(id));
    }

    @Override
    public Operation<Vm> reset(VmId id) {
        return submitted(OperationKind.VM_RESET, machine(id), () -> compute.reset(id));
    }

    @Override
    public Operation<Vm> pause(VmId id) {
        return submitted(OperationKind.VM_PAUSE, machine(id), () -> compute.pause(id));
    }

    @Override
    public Operation<Vm> resume(VmId id) {
        return submitted(OperationKind.VM_RESUME, machine(id), () -> compute.resume(id));
    }

    @Override
    public Operation<Vm> checkpoint(VmId id) {
        return submitted(OperationKind.VM_CHECKPOINT, machine(id), () -> compute.checkpoint(id));
    }

    @Override
    public Operation<Vm> revert(VmId id) {
        return submitted(OperationKind.VM_REVERT, machine(id), () -> compute.revert(id));
    }

    @Override
    public Operation<Vm> rename(VmId id, String name) {
        return submitted(OperationKind.VM_RENAME, machine(id), () -> compute.rename(id, name));
    }

    @Override
    public Vm setLabels(VmId id, Map<String, String> labels) {
        return guard.act(
                Permission.CHANGE, Deed.change(AuditAction.VM_LABEL, machine(id)), () -> compute.setLabels(id, labels));
    }

    @Override
    public Vm setDescription(VmId id, String description) {
        return guard.act(
                Permission.CHANGE,
                Deed.change(AuditAction.VM_DESCRIBE, machine(id)),
                () -> compute.setDescription(id, description));
    }

    @Override
    public Vm renew(VmId id, Duration length) {
        return guard.act(
                Permission.CHANGE, Deed.change(AuditAction.VM_RENEW, machine(id)), () -> compute.renew(id, length));
    }

    @Override
    public Vm keep(VmId id) {
        return guard.act(Permission.CHANGE, Deed.change(AuditAction.VM_KEEP, machine(id)), () -> compute.keep(id));
    }

    @Override
    public Operation<VmId> delete(VmId id) {
        return submitted(OperationKind.VM_DELETE, machine(id), () -> compute.delete(id));
    }

    @Override
    public String consoleLog(VmId id, int maxBytes) {
        return toRead().consoleLog(id, maxBytes);
    }

    @Override
    public SerialConsole openConsole(VmId id, boolean takeOver) {
        SerialConsole console = guard.actBeyondRecords(
                Permission.CHANGE,
                Deed.beyondRecords(AuditAction.VM_CONSOLE, machine(id)),
                () -> compute.openConsole(id, takeOver));
        return new GuardedConsole(console, guard);
    }

    @Override
    public boolean agentAnswers(VmId id) {
        return toRead().agentAnswers(id);
    }

    @Override
    public CommandResult execute(VmId id, GuestCommand command, Duration limit) {
        return guard.actBeyondRecords(
                Permission.CHANGE,
                Deed.beyondRecords(AuditAction.VM_EXECUTE, machine(id)),
                () -> compute.execute(id, command, limit));
    }

    @Override
    public InetSocketAddress reach(VmId id, int port) {
        return guard.actBeyondRecords(
                Permission.CHANGE,
                Deed.beyondRecords(AuditAction.VM_REACH, machine(id)),
                () -> compute.reach(id, port));
    }

    @Override
    public Map<VmId, VmMetrics> metrics(Collection<VmId> ids, Set<MetricGroup> groups) {
        return toRead().metrics(ids, groups);
    }

    private ComputeService toRead() {
        guard.require(Permission.READ);
        return compute;
    }

    private <T> Operation<T> submitted(OperationKind kind, AuditResource machine, Supplier<Operation<T>> submission) {
        return new GuardedOperation<>(guard.act(Permission.CHANGE, Deed.submission(kind, machine), submission), guard);
    }

    private static AuditResource machine(VmId id) {
        return AuditResource.withId(OperationTarget.VM, id);
    }
}
