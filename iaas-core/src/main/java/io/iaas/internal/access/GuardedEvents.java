package io.iaas.internal.access;

import io.iaas.event.Event;
import io.iaas.event.EventService;
import io.iaas.event.EventSubscriber;
import io.iaas.event.Subscription;
import java.util.List;

/** The events of a view. Its subscriptions are ended by the stream itself: see {@link Guard#ended}. */
final class GuardedEvents implements EventService {
    private final EventService events;
    private final Guard guard;

    GuardedEvents(EventService events, Guard guard) {
        this.events = events;
        this.guard = guard;
    }

    @Override
    public long beginning() {
        guard.require(Permission.READ);
        return events.beginning();
    }

    @Override
    public long newest() {
        guard.require(Permission.READ);
        return events.newest();
    }

    @Override
    public List<Event> list(long after, int limit) {
        guard.require(Permission.READ);
        return events.list(after, limit);
    }

    @Override
    public Subscription subscribe(long after, EventSubscriber listener) {
        guard.require(Permission.READ);
        return events.subscribe(after, listener);
    }
}
