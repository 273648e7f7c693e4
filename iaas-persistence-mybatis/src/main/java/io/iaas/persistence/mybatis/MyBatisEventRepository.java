package io.iaas.persistence.mybatis;

import io.iaas.event.Change;
import io.iaas.event.Event;
import io.iaas.event.EventKind;
import io.iaas.identity.ProjectId;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationTarget;
import io.iaas.spi.repository.EventDraft;
import io.iaas.spi.repository.EventRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

final class MyBatisEventRepository implements EventRepository {
    private final UnitOfWork unit;

    MyBatisEventRepository(UnitOfWork unit) {
        this.unit = unit;
    }

    @Override
    public void append(EventDraft draft) {
        unit.writing(EventMapper.class)
                .insert(new EventMapper.Row(
                        0,
                        unit.now().toEpochMilli(),
                        draft.projectId().toString(),
                        draft.kind().name(),
                        draft.target().kind(),
                        draft.target().id().toString(),
                        draft.target().name(),
                        draft.change().before().orElse(null),
                        draft.change().after().orElse(null),
                        draft.change().reason().orElse(null),
                        draft.operation().map(OperationId::toString).orElse(null)));
    }

    @Override
    public List<Event> list(ProjectId project, long after, int limit) {
        return unit.reading(EventMapper.class).list(project.toString(), after, limit).stream()
                .map(MyBatisEventRepository::event)
                .toList();
    }

    @Override
    public long newest() {
        return unit.reading(EventMapper.class).newest().orElse(0L);
    }

    @Override
    public long forgotten() {
        return unit.reading(EventMapper.class).forgotten();
    }

    @Override
    public void forgetBefore(Instant time) {
        EventMapper mapper = unit.writing(EventMapper.class);
        long first = mapper.firstSince(time.toEpochMilli()).orElse(Long.MAX_VALUE);
        mapper.lastBefore(first).ifPresent(last -> {
            mapper.forget(last);
            mapper.deleteBefore(first);
        });
    }

    private static Event event(EventMapper.Row row) {
        return new Event(
                row.sequence(),
                Instant.ofEpochMilli(row.at()),
                new ProjectId(UUID.fromString(row.projectId())),
                new EventKind(row.kind()),
                new OperationTarget(row.targetKind(), UUID.fromString(row.targetId()), row.targetName()),
                new Change(
                        Optional.ofNullable(row.changedFrom()),
                        Optional.ofNullable(row.changedTo()),
                        Optional.ofNullable(row.reason())),
                Optional.ofNullable(row.operationId()).map(OperationId::parse));
    }
}
