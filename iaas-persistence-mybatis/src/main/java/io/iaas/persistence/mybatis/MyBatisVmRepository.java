package io.iaas.persistence.mybatis;

import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmOrder;
import io.iaas.compute.VmQuery;
import io.iaas.error.ConflictException;
import io.iaas.error.ErrorCode;
import io.iaas.identity.ProjectId;
import io.iaas.image.ImageId;
import io.iaas.network.Nic;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.persistence.mybatis.CommittedVms.Stamp;
import io.iaas.quota.QuotaExceededException;
import io.iaas.spi.repository.QuotaRepository;
import io.iaas.spi.repository.VmRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

final class MyBatisVmRepository implements VmRepository {
    private final UnitOfWork unit;

    MyBatisVmRepository(UnitOfWork unit) {
        this.unit = unit;
    }

    @Override
    public void insert(Vm vm) {
        VmMapper mapper = unit.writing(VmMapper.class);
        if (mapper.insert(VmRow.of(vm)) == 0) {
            throw ConflictException.nameTaken("VM", vm.name());
        }
        try {
            new MyBatisQuotaRepository(unit).take(vm.projectId(), QuotaRepository.of(vm));
        } catch (QuotaExceededException e) {
            mapper.delete(vm.projectId().toString(), vm.id().toString());
            throw e;
        }
        insertChildren(mapper, vm);
    }

    @Override
    public Vm update(Vm vm) {
        VmMapper mapper = unit.writing(VmMapper.class);
        VmRow row = VmRow.of(vm);
        Vm stored = find(vm.projectId(), vm.id())
                .filter(old -> old.version() == vm.version())
                .orElseThrow(() -> new ConflictException(
                        ErrorCode.CONCURRENT_CHANGE, "VM '" + vm.name() + "' was changed by somebody else"));
        if (!stored.name().equals(vm.name()) && mapper.othersNamed(row) > 0) {
            throw ConflictException.nameTaken("VM", vm.name());
        }
        unit.unchangedVms().forget(vm.id());
        mapper.update(row);
        String id = row.id();
        if (!stored.labels().equals(vm.labels())) {
            mapper.deleteLabels(id);
        }
        if (!stored.nics().equals(vm.nics())) {
            mapper.deleteNics(id);
        }
        insertChildren(
                mapper,
                vm.withLabels(stored.labels().equals(vm.labels()) ? Map.of() : vm.labels())
                        .withNics(stored.nics().equals(vm.nics()) ? List.of() : vm.nics()));
        return VmRepository.updated(stored, vm);
    }

    @Override
    public Optional<Vm> find(ProjectId project, VmId id) {
        VmMapper mapper = unit.reading(VmMapper.class);
        return unit.unchangedVms().find(project, id, () -> one(mapper, mapper.find(project.toString(), id.toString())));
    }

    @Override
    public Optional<Vm> findByName(ProjectId project, String name) {
        VmMapper mapper = unit.reading(VmMapper.class);
        return one(mapper, mapper.findByName(project.toString(), name));
    }

    @Override
    public Set<VmId> known(ProjectId project, Set<VmId> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        List<String> wanted = ids.stream().map(VmId::toString).toList();
        return unit.reading(VmMapper.class).known(project.toString(), wanted).stream()
                .map(id -> new VmId(UUID.fromString(id)))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Page<Vm> list(ProjectId project, VmQuery query, PageRequest page) {
        VmMapper mapper = unit.reading(VmMapper.class);
        VmOrder order = query.order();
        Optional<String> after = order.byName() ? page.afterName() : page.afterId();
        List<Stamp> stamps = mapper.list(
                VmFilter.of(project, query), order.byName(), order.descending(), after.orElse(null), page.limit() + 1);
        return Page.of(
                machines(mapper, stamps),
                page.limit(),
                order.byName() ? Vm::name : vm -> vm.id().toString());
    }

    /** Reads only the machines that are not known in their version. */
    private List<Vm> machines(VmMapper mapper, List<Stamp> stamps) {
        Map<String, Vm> machines =
                unit.committedVms().map(known -> known.find(stamps)).orElseGet(HashMap::new);
        List<String> unknown = stamps.stream()
                .map(Stamp::id)
                .filter(id -> !machines.containsKey(id))
                .toList();
        if (!unknown.isEmpty()) {
            List<Vm> read = withChildren(mapper, mapper.all(IdArray.of(unknown)));
            unit.committedVms().ifPresent(known -> known.add(read));
            read.forEach(vm -> machines.put(vm.id().toString(), vm));
        }
        return stamps.stream()
                .map(stamp -> Objects.requireNonNull(machines.get(stamp.id())))
                .toList();
    }

    @Override
    public long count(ProjectId project, VmQuery query) {
        return unit.reading(VmMapper.class).count(VmFilter.of(project, query));
    }

    @Override
    public List<Vm> expired(Instant until, Optional<Vm> after, int limit) {
        VmMapper mapper = unit.reading(VmMapper.class);
        return withChildren(
                mapper,
                mapper.expired(
                        until.toEpochMilli(),
                        after.flatMap(Vm::expiresAt).map(Instant::toEpochMilli).orElse(Long.MIN_VALUE),
                        after.map(vm -> vm.id().toString()).orElse(""),
                        limit));
    }

    @Override
    public List<String> namesUsing(ProjectId project, ImageId image, int limit) {
        return unit.reading(VmMapper.class).namesUsing(project.toString(), image.toString(), limit);
    }

    @Override
    public long countOthersUsing(ProjectId project, ImageId image) {
        return unit.reading(VmMapper.class).countOthersUsing(project.toString(), image.toString());
    }

    @Override
    public boolean delete(ProjectId project, VmId id) {
        unit.unchangedVms().forget(id);
        new MyBatisQuotaRepository(unit).giveBack(project, id);
        return unit.writing(VmMapper.class).delete(project.toString(), id.toString()) > 0;
    }

    private static Optional<Vm> one(VmMapper mapper, Optional<VmRow> row) {
        return row.map(found -> withChildren(mapper, List.of(found)).get(0));
    }

    /** Reads the labels and interfaces of all rows by one statement each. */
    private static List<Vm> withChildren(VmMapper mapper, List<VmRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        String all = IdArray.of(rows.stream().map(VmRow::id).toList());
        Map<String, Map<String, String>> labels = new HashMap<>();
        mapper.labels(all)
                .forEach(label -> labels.computeIfAbsent(label.vmId(), id -> new HashMap<>())
                        .put(label.labelKey(), label.labelValue()));
        Map<String, List<Nic>> nics = new HashMap<>();
        mapper.nics(all)
                .forEach(nic -> nics.computeIfAbsent(nic.vmId(), id -> new ArrayList<>())
                        .add(nic.nic()));
        return rows.stream()
                .map(row -> row.vm(labels.getOrDefault(row.id(), Map.of()), nics.getOrDefault(row.id(), List.of())))
                .toList();
    }

    private static void insertChildren(VmMapper mapper, Vm vm) {
        String id = vm.id().toString();
        vm.labels().forEach((key, value) -> mapper.insertLabel(id, key, value));
        for (int position = 0; position < vm.nics().size(); position++) {
            mapper.insertNic(NicRow.of(id, position, vm.nics().get(position)));
        }
    }
}
