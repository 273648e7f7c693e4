package io.iaas.internal.event;

import io.iaas.audit.Actor;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmQuery;
import io.iaas.compute.VmState;
import io.iaas.event.Change;
import io.iaas.event.EventKind;
import io.iaas.identity.ProjectId;
import io.iaas.image.ImageId;
import io.iaas.internal.audit.Acting;
import io.iaas.operation.OperationTarget;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.VmRepository;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The machines, whose changes are noted. Who writes a machine has read it: what it was is known from that, and read once
 * more only where it is not.
 */
final class RecordedVms implements VmRepository {
    private final RepositorySession session;
    private final Recording recording;
    private final Map<VmId, Vm> read = new HashMap<>();

    RecordedVms(RepositorySession session, Recording recording) {
        this.session = session;
        this.recording = recording;
    }

    @Override
    public void insert(Vm vm) {
        vms().insert(vm);
        read.put(vm.id(), vm);
        note(vm, EventKind.VM_CREATED, Optional.empty(), Optional.of(vm.state().name()), vm.stateReason());
    }

    @Override
    public Vm update(Vm vm) {
        Optional<Vm> before = before(vm);
        Vm after = vms().update(vm);
        read.put(after.id(), after);
        before.ifPresent(old -> compare(old, after));
        return after;
    }

    /** The stored version is the given one's, or the update fails. */
    private Optional<Vm> before(Vm vm) {
        return Optional.ofNullable(read.get(vm.id()))
                .filter(stored -> stored.version() == vm.version())
                .or(() -> vms().find(vm.projectId(), vm.id()));
    }

    private void compare(Vm before, Vm after) {
        if (!before.name().equals(after.name())) {
            note(after, EventKind.VM_RENAMED, Optional.of(before.name()), Optional.of(after.name()), Optional.empty());
        }
        if (!before.expiresAt().equals(after.expiresAt())) {
            note(
                    after,
                    EventKind.VM_LEASE_CHANGED,
                    before.expiresAt().map(Instant::toString),
                    after.expiresAt().map(Instant::toString),
                    Optional.empty());
        }
        if (after.state() == VmState.DELETING && Acting.actor().equals(Actor.LEASE)) {
            Optional<String> end = after.expiresAt().map(Instant::toString);
            note(after, EventKind.VM_EXPIRED, end, Optional.empty(), after.stateReason());
        }
        if (before.state() != after.state()) {
            note(
                    after,
                    EventKind.VM_STATE_CHANGED,
                    Optional.of(before.state().name()),
                    Optional.of(after.state().name()),
                    after.stateReason());
        }
    }

    @Override
    public boolean delete(ProjectId project, VmId id) {
        Optional<Vm> before = Optional.ofNullable(read.remove(id))
                .filter(vm -> vm.projectId().equals(project))
                .or(() -> vms().find(project, id));
        boolean deleted = vms().delete(project, id);
        before.filter(vm -> deleted)
                .ifPresent(vm -> note(
                        vm, EventKind.VM_DELETED, Optional.of(vm.state().name()), Optional.empty(), Optional.empty()));
        return deleted;
    }

    private void note(Vm vm, EventKind kind, Optional<String> before, Optional<String> after, Optional<String> reason) {
        OperationTarget target = new OperationTarget(OperationTarget.VM, vm.id().value(), vm.name());
        recording.changed(vm.projectId(), kind, target, new Change(before, after, reason));
    }

    @Override
    public Optional<Vm> find(ProjectId project, VmId id) {
        return seen(vms().find(project, id));
    }

    @Override
    public Optional<Vm> findByName(ProjectId project, String name) {
        return seen(vms().findByName(project, name));
    }

    @Override
    public Set<VmId> known(ProjectId project, Set<VmId> ids) {
        return vms().known(project, ids);
    }

    private Optional<Vm> seen(Optional<Vm> found) {
        found.ifPresent(vm -> read.put(vm.id(), vm));
        return found;
    }

    @Override
    public Page<Vm> list(ProjectId project, VmQuery query, PageRequest page) {
        return vms().list(project, query, page);
    }

    @Override
    public long count(ProjectId project, VmQuery query) {
        return vms().count(project, query);
    }

    @Override
    public List<Vm> expired(Instant until, Optional<Vm> after, int limit) {
        return vms().expired(until, after, limit);
    }

    @Override
    public List<String> namesUsing(ProjectId project, ImageId image, int limit) {
        return vms().namesUsing(project, image, limit);
    }

    @Override
    public long countOthersUsing(ProjectId project, ImageId image) {
        return vms().countOthersUsing(project, image);
    }

    private VmRepository vms() {
        return session.vms();
    }
}
