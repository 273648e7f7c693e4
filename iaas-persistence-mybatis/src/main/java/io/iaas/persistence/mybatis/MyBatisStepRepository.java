package io.iaas.persistence.mybatis;

import io.iaas.host.HostId;
import io.iaas.operation.JournalStep;
import io.iaas.operation.OperationId;
import io.iaas.spi.repository.ResourceKey;
import io.iaas.spi.repository.StepRecord;
import io.iaas.spi.repository.StepRepository;
import java.util.List;
import java.util.Optional;

final class MyBatisStepRepository implements StepRepository {
    private final UnitOfWork unit;

    MyBatisStepRepository(UnitOfWork unit) {
        this.unit = unit;
    }

    @Override
    public void put(StepRecord step) {
        unit.writing(StepMapper.class)
                .put(new StepMapper.Row(
                        step.operation().toString(),
                        step.sequence(),
                        step.name(),
                        step.state().name(),
                        step.resource().map(key -> key.kind().name()).orElse(null),
                        step.resource().map(key -> key.host().value()).orElse(null),
                        step.resource().map(ResourceKey::key).orElse(null),
                        Lines.ofMap(step.before()),
                        Lines.ofMap(step.result()),
                        step.epoch()));
    }

    @Override
    public List<StepRecord> list(OperationId operation) {
        return unit.reading(StepMapper.class).list(operation.toString()).stream()
                .map(row -> step(operation, row))
                .toList();
    }

    private static StepRecord step(OperationId operation, StepMapper.Row row) {
        return new StepRecord(
                operation,
                row.seq(),
                row.name(),
                JournalStep.State.valueOf(row.state()),
                resource(row),
                Lines.toMap(row.beforeValues()),
                Lines.toMap(row.resultValues()),
                row.epoch());
    }

    private static Optional<ResourceKey> resource(StepMapper.Row row) {
        if (row.resourceKind() == null || row.host() == null || row.resourceKey() == null) {
            return Optional.empty();
        }
        ResourceKey.Kind kind = ResourceKey.Kind.valueOf(row.resourceKind());
        return Optional.of(new ResourceKey(kind, new HostId(row.host()), row.resourceKey()));
    }
}
