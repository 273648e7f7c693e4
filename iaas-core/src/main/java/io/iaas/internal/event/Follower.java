package io.iaas.internal.event;

import io.iaas.event.Event;
import io.iaas.event.EventSubscriber;
import io.iaas.event.Subscription;
import io.iaas.identity.ProjectId;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listener with its thread and what waits for it. The stream's reader fills it and never waits. */
final class Follower implements Subscription {
    static final int CAPACITY = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

    private final ProjectId project;
    private final EventSubscriber listener;
    private final Consumer<Follower> hungry;
    private final Consumer<Follower> ended;
    private final Thread thread;
    private final Queue<Event> waiting = new ArrayDeque<>();
    private long received;
    private Optional<String> dropped = Optional.empty();
    private boolean closed;

    /**
     * Creates it at rest.
     *
     * @param hungry hears when half of what waited was taken
     * @param ended hears when no more is to be read
     */
    Follower(
            ProjectId project,
            long after,
            EventSubscriber listener,
            Consumer<Follower> hungry,
            Consumer<Follower> ended) {
        this.project = project;
        this.received = after;
        this.listener = listener;
        this.hungry = hungry;
        this.ended = ended;
        this.thread = new Thread(this::run, "iaas-event-listener");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    ProjectId project() {
        return project;
    }

    /** Returns how many more may wait. */
    synchronized int room() {
        return CAPACITY - waiting.size();
    }

    /** Puts an event behind those that wait; false when there are too many. */
    synchronized boolean offer(Event event) {
        if (waiting.size() >= CAPACITY) {
            return false;
        }
        waiting.add(event);
        notifyAll();
        return true;
    }

    /** Ends it; the listener is told when it has taken in what it is busy with. */
    void drop(String reason) {
        synchronized (this) {
            dropped = Optional.of(reason);
            waiting.clear();
            notifyAll();
        }
        ended.accept(this);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            waiting.clear();
            notifyAll();
        }
        ended.accept(this);
    }

    /** Ends it with the instance of the library, also a call that waits for something. */
    void shutDown() {
        close();
        if (Thread.currentThread() != thread) {
            thread.interrupt();
        }
    }

    void awaitEnd(long millis) throws InterruptedException {
        if (Thread.currentThread() != thread) {
            thread.join(millis);
        }
    }

    private void run() {
        try {
            for (Optional<Event> next = next(); next.isPresent(); next = next()) {
                listener.received(next.get());
                took(next.get());
            }
        } catch (InterruptedException e) {
            LOG.debug("a listener to events ends with the library");
        } catch (RuntimeException | Error e) {
            LOG.warn("a listener to events threw and is dropped", e);
            drop("it threw " + e.getClass().getName());
        }
        farewell();
    }

    /** Waits for the next event; empty when there will be none. */
    private synchronized Optional<Event> next() throws InterruptedException {
        while (waiting.isEmpty() && !closed && dropped.isEmpty()) {
            wait();
        }
        return Optional.ofNullable(waiting.poll());
    }

    private void took(Event event) {
        boolean half;
        synchronized (this) {
            received = event.sequence();
            half = waiting.size() == CAPACITY / 2;
        }
        if (half) {
            hungry.accept(this);
        }
    }

    private void farewell() {
        long last;
        Optional<String> reason;
        synchronized (this) {
            last = received;
            reason = closed ? Optional.empty() : dropped;
        }
        try {
            reason.ifPresent(words -> listener.dropped(last, words));
        } catch (RuntimeException | Error e) {
            LOG.warn("a listener to events threw when it was told that it is dropped", e);
        }
    }
}
