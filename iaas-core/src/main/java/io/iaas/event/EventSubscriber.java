package io.iaas.event;

/**
 * Hears events, one call at a time, on a thread of its subscription's own. It may block; one that falls too far behind
 * is dropped, and holds up nobody.
 */
@FunctionalInterface
public interface EventSubscriber {
    /**
     * Takes an event in. Each comes once and in the order of the numbers. When it throws, the event counts as not taken
     * in, and the listener is dropped.
     */
    void received(Event event);

    /**
     * Hears, as the last call, that no more events come, though nobody closed the subscription. What was missed can be
     * had by subscribing again.
     *
     * @param lastReceived the number of the last event that was taken in, or the one that was subscribed from
     * @param reason why, in words
     */
    default void dropped(long lastReceived, String reason) {}
}
