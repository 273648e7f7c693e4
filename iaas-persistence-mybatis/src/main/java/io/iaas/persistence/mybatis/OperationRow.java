package io.iaas.persistence.mybatis;

import io.iaas.identity.ProjectId;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationTarget;
import io.iaas.spi.repository.StoredOperation;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code iaas_operation}: the columns that stay, its epoch, and those that change with its status. */
record OperationRow(
        String id,
        String projectId,
        String kind,
        int definitionVersion,
        String targetKind,
        String targetId,
        String targetName,
        String requestHash,
        @Nullable String idempotencyKey,
        long createdAt,
        @Nullable Long deadline,
        long epoch,
        String actorKind,
        @Nullable String actorId,
        @Nullable String actorName,
        StatusRow status) {

    static OperationRow of(StoredOperation o) {
        ActorColumns actor = ActorColumns.of(o.actor());
        return new OperationRow(
                o.id().toString(),
                o.projectId().toString(),
                o.kind().name(),
                o.definitionVersion(),
                o.target().kind(),
                o.target().id().toString(),
                o.target().name(),
                o.requestHash(),
                o.idempotencyKey().orElse(null),
                o.createdAt().toEpochMilli(),
                StatusRow.millis(o.deadline()),
                0,
                actor.kind(),
                actor.id(),
                actor.name(),
                StatusRow.of(o.id(), o.status()));
    }

    StoredOperation operation(Map<String, String> input) {
        return new StoredOperation(
                new OperationId(UUID.fromString(id)),
                new ProjectId(UUID.fromString(projectId)),
                new ActorColumns(actorKind, actorId, actorName).actor(),
                new OperationKind(kind),
                definitionVersion,
                new OperationTarget(targetKind, UUID.fromString(targetId), targetName),
                input,
                requestHash,
                Optional.ofNullable(idempotencyKey),
                Instant.ofEpochMilli(createdAt),
                StatusRow.instant(deadline),
                status.status());
    }
}
