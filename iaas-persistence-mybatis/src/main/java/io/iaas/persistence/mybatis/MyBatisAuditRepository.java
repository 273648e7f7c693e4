package io.iaas.persistence.mybatis;

import io.iaas.audit.Actor;
import io.iaas.audit.AuditAction;
import io.iaas.audit.AuditEntry;
import io.iaas.audit.AuditOutcome;
import io.iaas.audit.AuditQuery;
import io.iaas.audit.AuditResource;
import io.iaas.error.ErrorCode;
import io.iaas.identity.ProjectId;
import io.iaas.identity.Role;
import io.iaas.operation.OperationId;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.AuditDraft;
import io.iaas.spi.repository.AuditRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class MyBatisAuditRepository implements AuditRepository {
    private final UnitOfWork unit;

    MyBatisAuditRepository(UnitOfWork unit) {
        this.unit = unit;
    }

    @Override
    public void append(AuditDraft draft) {
        ActorColumns actor = ActorColumns.of(draft.actor());
        unit.writing(AuditMapper.class)
                .insert(new AuditMapper.Row(
                        0,
                        unit.now().toEpochMilli(),
                        actor.kind(),
                        actor.id(),
                        actor.name(),
                        draft.project().map(ProjectId::toString).orElse(null),
                        draft.action().name(),
                        draft.resource().map(AuditResource::kind).orElse(null),
                        draft.resource().flatMap(AuditResource::id).orElse(null),
                        draft.resource().flatMap(AuditResource::name).orElse(null),
                        draft.outcome().name(),
                        draft.error().map(ErrorCode::name).orElse(null),
                        draft.operation().map(OperationId::toString).orElse(null),
                        draft.role().map(Role::name).orElse(null)));
    }

    @Override
    public Page<AuditEntry> list(AuditQuery query, PageRequest page) {
        List<AuditEntry> rows = unit
                .reading(AuditMapper.class)
                .list(AuditMapper.Filter.of(query), page.afterNumber().orElse(null), page.limit() + 1)
                .stream()
                .map(MyBatisAuditRepository::entry)
                .toList();
        return Page.of(rows, page.limit(), entry -> Long.toString(entry.sequence()));
    }

    @Override
    public int countRefusals(Actor actor, ErrorCode error, Instant since, int limit) {
        return unit.reading(AuditMapper.class)
                .countRefusals(ActorColumns.of(actor), error.name(), since.toEpochMilli(), limit);
    }

    @Override
    public int forget(Instant before) {
        Instant kept = unit.now().minus(LEAST_AGE).minusSeconds(1);
        Instant end = before.isBefore(kept) ? before : kept;
        return unit.writing(AuditMapper.class).deleteBefore(end.toEpochMilli());
    }

    private static AuditEntry entry(AuditMapper.Row row) {
        return new AuditEntry(
                row.sequence(),
                Instant.ofEpochMilli(row.at()),
                new ActorColumns(row.actorKind(), row.actorId(), row.actorName()).actor(),
                Optional.ofNullable(row.projectId()).map(ProjectId::parse),
                new AuditAction(row.action()),
                Optional.ofNullable(row.resourceKind())
                        .map(kind -> new AuditResource(
                                kind, Optional.ofNullable(row.resourceId()), Optional.ofNullable(row.resourceName()))),
                AuditOutcome.valueOf(row.outcome()),
                Optional.ofNullable(row.errorCode()).map(ErrorCode::valueOf),
                Optional.ofNullable(row.operationId()).map(OperationId::parse),
                Optional.ofNullable(row.role()).map(Role::valueOf));
    }
}
