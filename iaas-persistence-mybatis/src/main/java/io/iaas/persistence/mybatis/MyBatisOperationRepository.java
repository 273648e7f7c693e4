package io.iaas.persistence.mybatis;

import io.iaas.error.ConflictException;
import io.iaas.error.ErrorCode;
import io.iaas.identity.ProjectId;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationQuery;
import io.iaas.operation.OperationState;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.Claim;
import io.iaas.spi.repository.ClaimedOperation;
import io.iaas.spi.repository.OperationRepository;
import io.iaas.spi.repository.OperationStatus;
import io.iaas.spi.repository.StoredOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

final class MyBatisOperationRepository implements OperationRepository {
    private final UnitOfWork unit;

    MyBatisOperationRepository(UnitOfWork unit) {
        this.unit = unit;
    }

    @Override
    public void insert(StoredOperation operation) {
        OperationMapper mapper = unit.writing(OperationMapper.class);
        if (mapper.insert(OperationRow.of(operation)) == 0) {
            throw new ConflictException(
                    ErrorCode.IDEMPOTENCY_CONFLICT, "the idempotency key was used before in this project");
        }
        String id = operation.id().toString();
        operation.input().forEach((name, value) -> mapper.insertInput(id, name, value));
    }

    @Override
    public Optional<StoredOperation> find(ProjectId project, OperationId id) {
        return unit.reading(OperationMapper.class)
                .find(project.toString(), id.toString())
                .map(this::whole);
    }

    @Override
    public Optional<StoredOperation> find(OperationId id) {
        return unit.reading(OperationMapper.class).findAnywhere(id.toString()).map(this::whole);
    }

    @Override
    public Optional<StoredOperation> findByIdempotencyKey(ProjectId project, String key) {
        return unit.reading(OperationMapper.class)
                .findByKey(project.toString(), key)
                .map(this::whole);
    }

    @Override
    public Page<StoredOperation> list(ProjectId project, OperationQuery query, PageRequest page) {
        List<OperationRow> rows = unit.reading(OperationMapper.class)
                .list(
                        project.toString(),
                        page.afterId().orElse(null),
                        query.state().map(Enum::name).orElse(null),
                        query.targetId().map(UUID::toString).orElse(null),
                        page.limit() + 1);
        Page<OperationRow> cut = Page.of(rows, page.limit(), OperationRow::id);
        return new Page<>(whole(cut.items()), cut.next());
    }

    @Override
    public boolean targetBusy(UUID targetId) {
        return unit.reading(OperationMapper.class).targetBusy(targetId.toString());
    }

    @Override
    public Set<UUID> targetsBusySince(Instant since) {
        return unit.reading(OperationMapper.class).targetsBusySince(since.toEpochMilli()).stream()
                .map(UUID::fromString)
                .collect(Collectors.toSet());
    }

    @Override
    public Set<OperationId> unsettled(Set<OperationId> ids) {
        String wanted = IdArray.of(ids.stream().map(OperationId::toString).toList());
        return unit.reading(OperationMapper.class).unsettled(wanted).stream()
                .map(id -> new OperationId(UUID.fromString(id)))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public int countUnfinished(OperationState state, int limit) {
        return unit.reading(OperationMapper.class).countUnfinished(state.name(), limit);
    }

    @Override
    public Optional<ClaimedOperation> claimNext(
            String node, Set<KindVersion> kinds, Duration lease, Duration grace, Optional<ProjectId> after) {
        ClaimMapper mapper = unit.writing(ClaimMapper.class);
        if (kinds.isEmpty()) {
            return Optional.empty();
        }
        Instant now = unit.now();
        long endedBefore = now.minus(grace).toEpochMilli();
        String last = after.map(ProjectId::toString).orElse("");
        String known = IdArray.of(kinds.stream()
                .map(each -> each.kind().name() + " " + each.definitionVersion())
                .toList());
        return mapper.claimNext(
                        node,
                        last,
                        now.toEpochMilli(),
                        endedBefore,
                        known,
                        now.plus(lease).toEpochMilli())
                .map(row -> {
                    StoredOperation operation = whole(row);
                    return new ClaimedOperation(operation, new Claim(operation.id(), node, row.epoch()));
                });
    }

    @Override
    public Collection<Claim> renew(Collection<Claim> claims, Duration lease) {
        ClaimMapper mapper = unit.writing(ClaimMapper.class);
        if (claims.isEmpty()) {
            return List.of();
        }
        List<ClaimMapper.Row> rows =
                claims.stream().map(MyBatisOperationRepository::row).toList();
        mapper.renew(rows, unit.now().plus(lease).toEpochMilli());
        Set<ClaimMapper.Row> held = new HashSet<>(mapper.held(rows));
        return claims.stream().filter(claim -> held.contains(row(claim))).toList();
    }

    @Override
    public boolean holds(Claim claim) {
        return unit.reading(ClaimMapper.class).holds(row(claim));
    }

    @Override
    public boolean update(Claim claim, OperationStatus status, boolean release) {
        ClaimMapper mapper = unit.writing(ClaimMapper.class);
        ClaimMapper.Row held = row(claim);
        StatusRow next = StatusRow.of(claim.operation(), status);
        boolean mayBeAnotherStep = !release && next.errorCode() == null && next.finishedAt() == null;
        return (mayBeAnotherStep && mapper.advance(held, next) > 0) || mapper.update(held, next, release) > 0;
    }

    @Override
    public boolean change(OperationId id, OperationState from, OperationStatus status) {
        return unit.writing(ClaimMapper.class).change(from.name(), StatusRow.of(id, status)) > 0;
    }

    @Override
    public void forgetInput(OperationId id, String name) {
        unit.writing(OperationMapper.class).deleteInput(id.toString(), name);
    }

    @Override
    public boolean requestCancel(ProjectId project, OperationId id) {
        long now = unit.now().toEpochMilli();
        return unit.writing(OperationMapper.class).requestCancel(project.toString(), id.toString(), now) > 0;
    }

    @Override
    public boolean cancelRequested(OperationId id) {
        return unit.reading(OperationMapper.class).cancelRequested(id.toString());
    }

    private StoredOperation whole(OperationRow row) {
        return whole(List.of(row)).get(0);
    }

    /** Reads the inputs of all rows by one statement. */
    private List<StoredOperation> whole(List<OperationRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        OperationMapper mapper = unit.reading(OperationMapper.class);
        String all = IdArray.of(rows.stream().map(OperationRow::id).toList());
        Map<String, Map<String, String>> inputs = new HashMap<>();
        mapper.inputs(all)
                .forEach(row -> inputs.computeIfAbsent(row.operationId(), id -> new HashMap<>())
                        .put(row.name(), row.value()));
        return rows.stream()
                .map(row -> row.operation(inputs.getOrDefault(row.id(), Map.of())))
                .toList();
    }

    private static ClaimMapper.Row row(Claim claim) {
        return new ClaimMapper.Row(claim.operation().toString(), claim.node(), claim.epoch());
    }
}
