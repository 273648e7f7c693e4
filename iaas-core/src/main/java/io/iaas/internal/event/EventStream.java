package io.iaas.internal.event;

import io.iaas.error.ClosedException;
import io.iaas.error.InvalidInputException;
import io.iaas.event.EventSubscriber;
import io.iaas.event.EventsForgottenException;
import io.iaas.event.Subscription;
import io.iaas.identity.ProjectId;
import io.iaas.spi.repository.EventRepository;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Brings recorded events to those who listen. One thread reads for all of them, woken by this process' commits and twice
 * a second by the clock, while anybody listens.
 */
public final class EventStream implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration END_LIMIT = Duration.ofSeconds(1);

    private final Repositories repositories;
    private final Map<Follower, Reading> readings = new LinkedHashMap<>();
    private @Nullable Thread reader;
    private boolean news;
    private boolean closed;

    /** Creates a stream that reads nothing yet. */
    public EventStream(Repositories repositories) {
        this.repositories = repositories;
    }

    /** Has a listener hear the events of a project behind a number, until a reason comes up why not. */
    Subscription subscribe(
            ProjectId project,
            long after,
            EventSubscriber listener,
            Function<RepositorySession, Optional<String>> ended) {
        repositories.<Boolean>read(session -> {
            check(session.events(), after);
            return true;
        });
        Follower follower = new Follower(project, after, listener, hungry -> wake(), this::forget);
        synchronized (this) {
            if (closed) {
                throw new ClosedException("Iaas");
            }
            readings.put(follower, new Reading(repositories, follower, ended, after));
            if (reader == null) {
                reader = new Thread(this::run, "iaas-events");
                reader.setDaemon(true);
                reader.start();
            }
        }
        follower.start();
        wake();
        return follower;
    }

    /** Refuses a number behind which events cannot be read. */
    static void check(EventRepository events, long after) {
        long newest = events.newest();
        if (after < 0 || after > newest) {
            throw new InvalidInputException("there is no event " + after + "; the newest is " + newest);
        }
        long forgotten = events.forgotten();
        if (after < forgotten) {
            throw new EventsForgottenException(after, forgotten);
        }
    }

    /** Has the reader look. Cheap, and never blocks. */
    public synchronized void wake() {
        news = true;
        notifyAll();
    }

    private synchronized void forget(Follower follower) {
        readings.remove(follower);
    }

    private void run() {
        try {
            for (List<Reading> turn = awaitTurn(); !turn.isEmpty(); turn = awaitTurn()) {
                for (Reading reading : turn) {
                    if (reading.goOn()) {
                        wake();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until there may be something to read, and for somebody; empty when the stream is closed. */
    private synchronized List<Reading> awaitTurn() throws InterruptedException {
        long deadline = System.nanoTime() + POLL.toNanos();
        while (!closed && (readings.isEmpty() || !news)) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (!readings.isEmpty() && left <= 0) {
                break;
            }
            wait(readings.isEmpty() ? 0 : left);
        }
        news = false;
        return closed ? List.of() : List.copyOf(readings.values());
    }

    /** Ends all subscriptions, and the thread. Idempotent. */
    @Override
    public void close() {
        List<Follower> followers;
        Thread ending;
        synchronized (this) {
            closed = true;
            followers = new ArrayList<>(readings.keySet());
            ending = reader;
            notifyAll();
        }
        followers.forEach(Follower::shutDown);
        try {
            long deadline = System.nanoTime() + END_LIMIT.toNanos();
            if (ending != null) {
                ending.join(END_LIMIT.toMillis());
            }
            for (Follower follower : followers) {
                follower.awaitEnd(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
