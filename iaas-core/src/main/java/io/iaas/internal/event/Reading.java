package io.iaas.internal.event;

import io.iaas.event.Event;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositoryException;
import io.iaas.spi.repository.RepositorySession;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the events were read for a listener. Until it has caught up once it is read for as fast as it takes in; from
 * then on it must keep step. Used by the reader's thread only.
 */
final class Reading {
    private static final Logger LOG = LoggerFactory.getLogger(Reading.class);
    private static final int BATCH = 256;

    private final Repositories repositories;
    private final Follower follower;
    private final Function<RepositorySession, Optional<String>> ended;
    private long cursor;
    private boolean caughtUp;

    /**
     * Begins behind a number.
     *
     * @param ended tells why the listener may hear no more; empty while it may
     */
    Reading(
            Repositories repositories,
            Follower follower,
            Function<RepositorySession, Optional<String>> ended,
            long after) {
        this.repositories = repositories;
        this.follower = follower;
        this.ended = ended;
        this.cursor = after;
    }

    private record Batch(Optional<String> ended, long newest, long forgotten, List<Event> events) {}

    /** Reads some; true when there may be more at once. */
    boolean goOn() {
        try {
            int limit = caughtUp ? BATCH : Math.min(BATCH, follower.room());
            // Also where nothing more fits: whoever may hear no more gets nothing of what waits.
            return take(read(limit), limit);
        } catch (RepositoryException e) {
            LOG.debug("events cannot be read now: {}", e.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.error("events cannot be read; it is tried again", e);
        }
        return false;
    }

    private Batch read(int limit) {
        return repositories.read(session -> {
            Optional<String> end = ended.apply(session);
            long newest = session.events().newest();
            return end.isPresent() || newest <= cursor || limit == 0
                    ? new Batch(end, newest, 0, List.of())
                    : new Batch(
                            end,
                            newest,
                            session.events().forgotten(),
                            session.events().list(follower.project(), cursor, limit));
        });
    }

    private boolean take(Batch batch, int limit) {
        if (batch.ended().isPresent()) {
            follower.drop(batch.ended().get());
            return false;
        }
        if (limit == 0) {
            return false;
        }
        if (batch.forgotten() > cursor) {
            follower.drop("events up to " + batch.forgotten() + " were forgotten before it took them in");
            return false;
        }
        for (Event event : batch.events()) {
            if (!follower.offer(event)) {
                follower.drop("more than " + Follower.CAPACITY + " events waited for it");
                return false;
            }
            cursor = event.sequence();
        }
        boolean more = batch.events().size() == limit;
        if (!more) {
            cursor = Math.max(cursor, batch.newest());
            caughtUp = true;
        }
        return more;
    }
}
