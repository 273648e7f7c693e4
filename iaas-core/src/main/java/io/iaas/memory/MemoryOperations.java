package io.iaas.memory;

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
import io.iaas.spi.repository.Direction;
import io.iaas.spi.repository.OperationRepository;
import io.iaas.spi.repository.OperationStatus;
import io.iaas.spi.repository.StoredOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

final class MemoryOperations implements OperationRepository {
    private final MemorySession session;

    MemoryOperations(MemorySession session) {
        this.session = session;
    }

    @Override
    public void insert(StoredOperation operation) {
        Tables tables = session.changing();
        tables.requireProject(operation.projectId());
        operation.idempotencyKey().ifPresent(key -> {
            String scoped = Tables.key(operation.projectId(), key);
            if (tables.operationKeys.contains(scoped)) {
                throw new ConflictException(
                        ErrorCode.IDEMPOTENCY_CONFLICT, "the idempotency key was used before in this project");
            }
            tables.operationKeys = tables.operationKeys.put(scoped, operation.id());
        });
        tables.operationsOf =
                tables.operationsOf.put(Tables.key(operation.projectId(), operation.id()), operation.id());
        OperationIndex.put(tables, HeldOperation.unclaimed(operation));
    }

    @Override
    public Optional<StoredOperation> find(ProjectId project, OperationId id) {
        return find(id).filter(o -> o.projectId().equals(project));
    }

    @Override
    public Optional<StoredOperation> find(OperationId id) {
        return held(id).map(HeldOperation::operation);
    }

    @Override
    public Optional<StoredOperation> findByIdempotencyKey(ProjectId project, String key) {
        return session.tables().operationKeys.get(Tables.key(project, key)).flatMap(id -> find(project, id));
    }

    @Override
    public Page<StoredOperation> list(ProjectId project, OperationQuery query, PageRequest page) {
        List<StoredOperation> rows = new ArrayList<>();
        session.tables().operationsOf.descend(Tables.scope(project), page.afterId(), id -> {
            find(project, id).filter(o -> fits(o, query)).ifPresent(rows::add);
            return rows.size() <= page.limit();
        });
        return Page.of(rows, page.limit(), o -> o.id().toString());
    }

    @Override
    public boolean targetBusy(UUID targetId) {
        return OperationIndex.turn(session.tables(), targetId).isPresent();
    }

    @Override
    public Set<UUID> targetsBusySince(Instant since) {
        Set<UUID> busy = new HashSet<>();
        session.tables().operations.ascend("", "", held -> {
            OperationStatus status = held.operation().status();
            boolean settledSince =
                    status.finishedAt().filter(time -> !time.isBefore(since)).isPresent();
            if (!status.state().terminal() || settledSince) {
                busy.add(held.operation().target().id());
            }
            return true;
        });
        return busy;
    }

    @Override
    public int countUnfinished(OperationState state, int limit) {
        AtomicInteger count = new AtomicInteger();
        session.tables().unfinished.ascend("", "", id -> {
            boolean counts = count.get() < limit
                    && held(id).filter(held -> held.operation().status().state() == state)
                            .isPresent();
            return count.addAndGet(counts ? 1 : 0) < limit;
        });
        return count.get();
    }

    @Override
    public Optional<ClaimedOperation> claimNext(
            String node, Set<KindVersion> kinds, Duration lease, Duration grace, Optional<ProjectId> after) {
        Tables tables = session.changing();
        Instant now = session.now();
        return OperationIndex.firstInQueue(
                        tables, now, after, held -> runs(kinds, held.operation()) && held.free(now, grace))
                .map(held -> {
                    OperationStatus status = attempted(held.operation().status());
                    HeldOperation claimed = held.claimed(node, now.plus(lease), status);
                    OperationIndex.put(tables, claimed);
                    StoredOperation operation = claimed.operation();
                    return new ClaimedOperation(operation, new Claim(operation.id(), node, claimed.epoch()));
                });
    }

    @Override
    public Collection<Claim> renew(Collection<Claim> claims, Duration lease) {
        Tables tables = session.changing();
        Instant until = session.now().plus(lease);
        List<Claim> kept = claims.stream().filter(this::holds).toList();
        kept.forEach(
                claim -> held(claim.operation()).ifPresent(held -> OperationIndex.put(tables, held.renewed(until))));
        return kept;
    }

    @Override
    public boolean holds(Claim claim) {
        return held(claim.operation()).filter(held -> held.heldBy(claim)).isPresent();
    }

    @Override
    public boolean update(Claim claim, OperationStatus status, boolean release) {
        Tables tables = session.changing();
        Optional<HeldOperation> mine = held(claim.operation()).filter(held -> held.heldBy(claim));
        mine.ifPresent(held -> {
            HeldOperation next = held.withStatus(status);
            OperationIndex.put(tables, release ? next.released() : next);
        });
        return mine.isPresent();
    }

    @Override
    public Set<OperationId> unsettled(Set<OperationId> ids) {
        return ids.stream()
                .filter(id -> held(id).filter(
                                held -> !held.operation().status().state().settled())
                        .isPresent())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean change(OperationId id, OperationState from, OperationStatus status) {
        Tables tables = session.changing();
        Optional<HeldOperation> idle = held(id).filter(held ->
                held.owner().isEmpty() && held.operation().status().state() == from);
        idle.ifPresent(held -> OperationIndex.put(tables, held.withStatus(status)));
        return idle.isPresent();
    }

    @Override
    public void forgetInput(OperationId id, String name) {
        Tables tables = session.changing();
        held(id).ifPresent(held -> {
            Map<String, String> rest = new HashMap<>(held.operation().input());
            rest.remove(name);
            OperationIndex.put(tables, held.withInput(rest));
        });
    }

    @Override
    public boolean requestCancel(ProjectId project, OperationId id) {
        Tables tables = session.changing();
        Optional<HeldOperation> open = held(id).filter(held -> {
            OperationState state = held.operation().status().state();
            return held.operation().projectId().equals(project)
                    && (state == OperationState.QUEUED || state == OperationState.RUNNING);
        });
        open.ifPresent(held -> {
            OperationStatus status = held.operation().status();
            Instant cancel = status.cancelRequestedAt().orElseGet(session::now);
            OperationIndex.put(tables, held.withStatus(status.cancelledAt(cancel)));
        });
        return open.isPresent();
    }

    @Override
    public boolean cancelRequested(OperationId id) {
        return held(id).flatMap(held -> held.operation().status().cancelRequestedAt())
                .isPresent();
    }

    private Optional<HeldOperation> held(OperationId id) {
        return session.tables().operations.get(id.toString());
    }

    private static boolean fits(StoredOperation operation, OperationQuery query) {
        return query.state().map(operation.status().state()::equals).orElse(true)
                && query.targetId().map(operation.target().id()::equals).orElse(true);
    }

    private static boolean runs(Set<KindVersion> kinds, StoredOperation operation) {
        return kinds.contains(new KindVersion(operation.kind(), operation.definitionVersion()));
    }

    private static OperationStatus attempted(OperationStatus s) {
        int undo = s.direction() == Direction.UNDO ? 1 : 0;
        return new OperationStatus(
                s.state() == OperationState.QUEUED ? OperationState.RUNNING : s.state(),
                s.direction(),
                s.cursor(),
                s.attempts() + 1 - undo,
                s.undoAttempts() + undo,
                s.nextAt(),
                s.cancelRequestedAt(),
                s.failure(),
                s.finishedAt());
    }
}
