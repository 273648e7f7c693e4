package io.iaas.spi.repository;

import io.iaas.event.Event;
import io.iaas.identity.ProjectId;
import java.time.Instant;
import java.util.List;

/**
 * The events of projects. Numbers begin at 1, grow in the order of commits, and are never given twice: who has read up
 * to a number never finds a lesser one later. They are shared by all projects.
 */
public interface EventRepository {
    /** Adds an event at the time of the unit of work. */
    void append(EventDraft draft);

    /** Returns the project's first events behind a number, in the order of the numbers, at most {@code limit}. */
    List<Event> list(ProjectId project, long after, int limit);

    /** Returns the greatest number ever given, also when its event is forgotten; 0 before the first. */
    long newest();

    /**
     * Returns the greatest number whose event is forgotten by its age; 0 when none is. All lesser ones are forgotten too.
     */
    long forgotten();

    /** Forgets the events before the first one that is as young as the given time or younger. */
    void forgetBefore(Instant time);
}
