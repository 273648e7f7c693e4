package io.iaas.event;

import java.util.List;

/**
 * What happened in the project, in the order in which it was recorded. Events are kept for seven days.
 *
 * <p>An event is written by the transaction that changes the record that it tells of: there is none of what was rolled
 * back, and none is missing of what was not. Safe for use by many threads.
 */
public interface EventService {
    /** The most events that one {@link #list} returns. */
    int MAX_LIMIT = 1000;

    /** Returns the number to ask from for all events that are kept. */
    long beginning();

    /** Returns the number of the newest event of all projects, or 0 when there never was one. */
    long newest();

    /**
     * Returns events by their numbers.
     *
     * @param after the number behind which to begin: of the last event seen, {@link #beginning} or {@link #newest}
     * @param limit the most events to return, 1 to {@value #MAX_LIMIT}
     * @throws EventsForgottenException when some behind that number are not kept any more
     * @throws io.iaas.error.InvalidInputException when there never was such a number, or the limit is out of range
     */
    List<Event> list(long after, int limit);

    /**
     * Has a listener hear every event behind a number: first those that are there, then each as it is recorded, without
     * a gap and none twice. What this process records is told at once, what others record within half a second.
     *
     * <p>A listener that has caught up once and then leaves more than 1,024 events waiting is dropped; so is one that
     * throws. {@link EventSubscriber#dropped} tells it.
     *
     * @param after as for {@link #list}
     * @throws EventsForgottenException when some behind that number are not kept any more
     * @throws io.iaas.error.InvalidInputException when there never was such a number
     * @throws io.iaas.error.ClosedException when the instance is closed
     */
    Subscription subscribe(long after, EventSubscriber listener);
}
