package io.iaas.memory;

import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmOrder;
import io.iaas.compute.VmQuery;
import io.iaas.compute.VmState;
import io.iaas.error.ConflictException;
import io.iaas.error.ErrorCode;
import io.iaas.identity.ProjectId;
import io.iaas.image.ImageId;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.QuotaRepository;
import io.iaas.spi.repository.VmRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;

final class MemoryVms implements VmRepository {
    private final MemorySession session;

    MemoryVms(MemorySession session) {
        this.session = session;
    }

    @Override
    public void insert(Vm vm) {
        Tables tables = session.changing();
        tables.requireProject(vm.projectId());
        refuseTakenName(tables, vm);
        MemoryQuotas.take(tables, vm.projectId(), QuotaRepository.of(vm));
        put(tables, vm);
    }

    @Override
    public Vm update(Vm vm) {
        Tables tables = session.changing();
        Vm stored = find(vm.projectId(), vm.id())
                .filter(old -> old.version() == vm.version())
                .orElseThrow(() -> new ConflictException(
                        ErrorCode.CONCURRENT_CHANGE, "VM '" + vm.name() + "' was changed by somebody else"));
        if (!stored.name().equals(vm.name())) {
            refuseTakenName(tables, vm);
        }
        Vm next = VmRepository.updated(stored, vm);
        tables.vmNames = tables.vmNames.remove(Tables.key(stored.projectId(), stored.name()));
        dropLease(tables, stored);
        put(tables, next);
        return next;
    }

    @Override
    public Optional<Vm> find(ProjectId project, VmId id) {
        return session.tables().vms.get(Tables.key(project, id));
    }

    @Override
    public Optional<Vm> findByName(ProjectId project, String name) {
        return session.tables().vmNames.get(Tables.key(project, name));
    }

    @Override
    public Set<VmId> known(ProjectId project, Set<VmId> ids) {
        return ids.stream().filter(id -> find(project, id).isPresent()).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Page<Vm> list(ProjectId project, VmQuery query, PageRequest page) {
        Tables tables = session.tables();
        boolean byName = query.order().byName();
        Optional<String> after = byName ? page.afterName() : page.afterId();
        List<Vm> rows = new ArrayList<>();
        walk(byName ? tables.vmNames : tables.vms, query.order(), Tables.scope(project), after, vm -> {
            if (fits(vm, query)) {
                rows.add(vm);
            }
            return rows.size() <= page.limit();
        });
        return Page.of(rows, page.limit(), byName ? Vm::name : vm -> vm.id().toString());
    }

    private static void walk(
            SortedTree<Vm> tree, VmOrder order, String prefix, Optional<String> after, Predicate<Vm> visitor) {
        if (order.descending()) {
            tree.descend(prefix, after, visitor);
        } else {
            tree.ascend(prefix, after.orElse(""), visitor);
        }
    }

    @Override
    public long count(ProjectId project, VmQuery query) {
        AtomicLong count = new AtomicLong();
        session.tables().vms.ascend(Tables.scope(project), "", vm -> {
            if (fits(vm, query)) {
                count.incrementAndGet();
            }
            return true;
        });
        return count.get();
    }

    @Override
    public List<Vm> expired(Instant until, Optional<Vm> after, int limit) {
        List<Vm> expired = new ArrayList<>();
        String behind = after.flatMap(MemoryVms::leaseKey).orElse("");
        session.tables().vmLeases.ascend("", behind, vm -> {
            boolean over = vm.expiresAt().filter(end -> !end.isAfter(until)).isPresent() && expired.size() < limit;
            if (over) {
                expired.add(vm);
            }
            return over;
        });
        return List.copyOf(expired);
    }

    @Override
    public List<String> namesUsing(ProjectId project, ImageId image, int limit) {
        List<String> names = new ArrayList<>();
        session.tables().vmNames.ascend(Tables.scope(project), "", vm -> {
            if (vm.imageId().equals(image) && names.size() < limit) {
                names.add(vm.name());
            }
            return names.size() < limit;
        });
        return List.copyOf(names);
    }

    @Override
    public long countOthersUsing(ProjectId project, ImageId image) {
        AtomicLong count = new AtomicLong();
        session.tables().vms.ascend("", "", vm -> {
            if (vm.imageId().equals(image) && !vm.projectId().equals(project)) {
                count.incrementAndGet();
            }
            return true;
        });
        return count.get();
    }

    @Override
    public boolean delete(ProjectId project, VmId id) {
        Tables tables = session.changing();
        Optional<Vm> stored = find(project, id);
        tables.vms = tables.vms.remove(Tables.key(project, id));
        stored.ifPresent(vm -> {
            tables.vmNames = tables.vmNames.remove(Tables.key(project, vm.name()));
            dropLease(tables, vm);
            MemoryQuotas.giveBack(tables, project, QuotaRepository.of(vm));
        });
        return stored.isPresent();
    }

    private static boolean fits(Vm vm, VmQuery query) {
        return query.state().map(vm.state()::equals).orElse(true)
                && query.namePrefix().map(vm.name()::startsWith).orElse(true)
                && (query.host().isEmpty() || query.host().equals(vm.host()))
                && query.expiringBefore().map(time -> endsBefore(vm, time)).orElse(true)
                && vm.labels().entrySet().containsAll(query.labels().entrySet());
    }

    private static boolean endsBefore(Vm vm, Instant time) {
        return vm.expiresAt().filter(end -> end.isBefore(time)).isPresent();
    }

    private static void refuseTakenName(Tables tables, Vm vm) {
        if (tables.vmNames.contains(Tables.key(vm.projectId(), vm.name()))) {
            throw ConflictException.nameTaken("VM", vm.name());
        }
    }

    private static void put(Tables tables, Vm vm) {
        if (vm.state() == VmState.UNKNOWN) {
            throw new IllegalStateException("the state of VM '" + vm.name() + "' is unknown and not to be recorded");
        }
        tables.vms = tables.vms.put(Tables.key(vm.projectId(), vm.id()), vm);
        tables.vmNames = tables.vmNames.put(Tables.key(vm.projectId(), vm.name()), vm);
        if (vm.state() != VmState.DELETING) {
            leaseKey(vm).ifPresent(key -> tables.vmLeases = tables.vmLeases.put(key, vm));
        }
    }

    private static void dropLease(Tables tables, Vm vm) {
        leaseKey(vm).ifPresent(key -> tables.vmLeases = tables.vmLeases.remove(key));
    }

    private static Optional<String> leaseKey(Vm vm) {
        return vm.expiresAt().map(end -> Tables.key(Tables.key(end.toEpochMilli()), vm.id()));
    }
}
