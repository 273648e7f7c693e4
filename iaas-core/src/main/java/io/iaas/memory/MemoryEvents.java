package io.iaas.memory;

import io.iaas.event.Event;
import io.iaas.identity.ProjectId;
import io.iaas.spi.repository.EventDraft;
import io.iaas.spi.repository.EventRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

final class MemoryEvents implements EventRepository {
    private final MemorySession session;

    MemoryEvents(MemorySession session) {
        this.session = session;
    }

    @Override
    public void append(EventDraft draft) {
        Tables tables = session.changing();
        tables.requireProject(draft.projectId());
        tables.newestEvent++;
        Event event = new Event(
                tables.newestEvent,
                session.now(),
                draft.projectId(),
                draft.kind(),
                draft.target(),
                draft.change(),
                draft.operation());
        tables.events = tables.events.put(Tables.key(event.sequence()), event);
        tables.eventsOf = tables.eventsOf.put(Tables.key(event.projectId(), Tables.key(event.sequence())), event);
    }

    @Override
    public List<Event> list(ProjectId project, long after, int limit) {
        List<Event> found = new ArrayList<>();
        session.tables().eventsOf.ascend(Tables.scope(project), Tables.key(after), event -> {
            found.add(event);
            return found.size() < limit;
        });
        return List.copyOf(found);
    }

    @Override
    public long newest() {
        return session.tables().newestEvent;
    }

    @Override
    public long forgotten() {
        return session.tables().forgottenEvent;
    }

    @Override
    public void forgetBefore(Instant time) {
        Tables tables = session.changing();
        List<Event> old = new ArrayList<>();
        tables.events.ascend("", "", event -> event.at().isBefore(time) && old.add(event));
        old.forEach(event -> {
            remove(tables, event);
            tables.forgottenEvent = event.sequence();
        });
    }

    /** Removes the events of a project. */
    static void removeAll(Tables tables, ProjectId project) {
        List<Event> all = new ArrayList<>();
        tables.eventsOf.ascend(Tables.scope(project), "", all::add);
        all.forEach(event -> remove(tables, event));
    }

    private static void remove(Tables tables, Event event) {
        tables.events = tables.events.remove(Tables.key(event.sequence()));
        tables.eventsOf = tables.eventsOf.remove(Tables.key(event.projectId(), Tables.key(event.sequence())));
    }
}
