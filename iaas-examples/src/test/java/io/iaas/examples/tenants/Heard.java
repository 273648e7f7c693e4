package io.iaas.examples.tenants;

import io.iaas.event.Event;
import io.iaas.event.EventService;
import io.iaas.event.Subscription;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;

/** What a listener hears. */
final class Heard {
    private Heard() {}

    /** Returns all events behind the beginning as a listener hears them, up to the last one that is listed now. */
    static List<Event> allOf(EventService events) {
        List<Event> listed = events.list(events.beginning(), EventService.MAX_LIMIT);
        Queue<Event> heard = new ConcurrentLinkedQueue<>();
        try (Subscription subscription = events.subscribe(events.beginning(), heard::add)) {
            Awaitility.await().until(() -> subscription != null && heard.size() >= listed.size());
        }
        return List.copyOf(heard);
    }
}
