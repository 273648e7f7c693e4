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
        Clearance clearance = guard.require(Permission.READ);
        List<Event> found = events.list(after, limit);
        List<Event> seen =
                found.stream().filter(event -> clearance.sees(event.target())).toList();
        boolean allHidden = seen.isEmpty() && !found.isEmpty();
        return allHidden ? list(found.get(found.size() - 1).sequence(), limit) : seen;
    }

    @Override
    public Subscription subscribe(long after, EventSubscriber listener) {
        guard.require(Permission.READ);
        return events.subscribe(after, new Filter(listener, guard));
    }

    /** Asks at each event that not everybody sees. */
    private record Filter(EventSubscriber listener, Guard guard) implements EventSubscriber {
        @Override
        public void received(Event event) {
            if (Clearance.TENANT.sees(event.target())
                    || guard.require(Permission.READ).sees(event.target())) {
                listener.received(event);
            }
        }

        @Override
        public void dropped(long lastReceived, String reason) {
            listener.dropped(lastReceived, reason);
        }
    }
}
