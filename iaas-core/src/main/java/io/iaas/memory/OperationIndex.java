package io.iaas.memory;

import io.iaas.identity.ProjectId;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationState;
import io.iaas.spi.repository.StepRecord;
import io.iaas.spi.repository.StoredOperation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Keeps the queue and the unfinished operations of targets in step with the operations. */
final class OperationIndex {
    private OperationIndex() {}

    static void put(Tables tables, HeldOperation next) {
        StoredOperation operation = next.operation();
        String id = operation.id().toString();
        tables.operations.get(id).ifPresent(old -> tables.queue = tables.queue.remove(queueKey(old.operation())));
        tables.operations = tables.operations.put(id, next);
        OperationState state = operation.status().state();
        if (!state.settled()) {
            tables.queue = tables.queue.put(queueKey(operation), operation.id());
        }
        String target = Tables.key(operation.target().id(), id);
        tables.unfinished =
                state.terminal() ? tables.unfinished.remove(target) : tables.unfinished.put(target, operation.id());
    }

    /**
     * Returns the operation whose turn it is on a target: the one that was begun and is not terminal, else the earliest
     * that waits. An earlier id may come in when a later one has begun.
     */
    static Optional<OperationId> turn(Tables tables, UUID target) {
        List<OperationId> waiting = new ArrayList<>(1);
        List<OperationId> begun = new ArrayList<>(1);
        tables.unfinished.ascend(Tables.scope(target), "", id -> {
            boolean queued = tables.operations
                    .get(id.toString())
                    .filter(held -> held.operation().status().state() == OperationState.QUEUED)
                    .isPresent();
            (queued ? waiting : begun).add(id);
            return begun.isEmpty();
        });
        return begun.stream().findFirst().or(() -> waiting.stream().findFirst());
    }

    /**
     * Returns the first operation in the queue whose time has come, whose turn it is on its target, and that fits, of
     * the first project behind the given one that has such an operation.
     */
    static Optional<HeldOperation> firstInQueue(
            Tables tables, Instant now, Optional<ProjectId> after, Predicate<HeldOperation> fits) {
        List<HeldOperation> first = new ArrayList<>(1);
        Predicate<OperationId> look = id -> {
            HeldOperation held = tables.operations.get(id.toString()).orElseThrow();
            UUID target = held.operation().target().id();
            if (!held.operation().status().nextAt().isAfter(now)
                    && fits.test(held)
                    && turn(tables, target).filter(id::equals).isPresent()) {
                first.add(held);
            }
            return first.isEmpty();
        };
        tables.queue.ascend("", after.map(Tables::behind).orElse(""), look);
        if (first.isEmpty()) {
            tables.queue.ascend("", "", look);
        }
        return first.stream().findFirst();
    }

    /** Removes the operations of a project, which have all ended, with their steps. */
    static void removeAll(Tables tables, ProjectId project) {
        List<OperationId> all = new ArrayList<>();
        tables.operationsOf.ascend(Tables.scope(project), "", all::add);
        for (OperationId id : all) {
            StoredOperation operation =
                    tables.operations.get(id.toString()).orElseThrow().operation();
            List<StepRecord> steps = new ArrayList<>();
            tables.steps.ascend(Tables.scope(id), "", steps::add);
            steps.forEach(step -> tables.steps = tables.steps.remove(MemorySteps.key(step)));
            operation
                    .idempotencyKey()
                    .ifPresent(key -> tables.operationKeys = tables.operationKeys.remove(Tables.key(project, key)));
            tables.operationsOf = tables.operationsOf.remove(Tables.key(project, id));
            tables.operations = tables.operations.remove(id.toString());
        }
    }

    private static String queueKey(StoredOperation operation) {
        String time =
                String.format(Locale.ROOT, "%019d", operation.status().nextAt().toEpochMilli());
        return Tables.key(operation.projectId(), Tables.key(time, operation.id()));
    }
}
