package io.iaas.internal.feed;

import io.iaas.spi.hypervisor.DomainEvent;
import io.iaas.spi.hypervisor.DomainListener;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What a host told since it was asked last: the newest event of each domain, or that everything must be looked at. The
 * driver puts in and never waits; one thread takes out.
 */
final class Hints implements DomainListener {
    private static final int MOST = 10_000;

    private final Map<UUID, DomainEvent> newest = new LinkedHashMap<>();
    private boolean everything;
    private boolean closed;

    /**
     * What was told.
     *
     * @param everything whether everything must be looked at
     * @param newest the newest event of each domain
     */
    record Burst(boolean everything, Map<UUID, DomainEvent> newest) {}

    @Override
    public synchronized void began() {
        lookAtEverything();
    }

    @Override
    public synchronized void changed(DomainEvent event) {
        if (newest.size() < MOST || newest.containsKey(event.domain())) {
            newest.put(event.domain(), event);
            notifyAll();
        } else {
            lookAtEverything();
        }
    }

    synchronized void lookAtEverything() {
        everything = true;
        newest.clear();
        notifyAll();
    }

    /** Takes what was told, waiting for it at most so long. */
    synchronized Burst take(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        for (long left = limit.toMillis(); left > 0 && quiet(); left = (deadline - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        Burst burst = new Burst(everything, Map.copyOf(newest));
        everything = false;
        newest.clear();
        return burst;
    }

    private boolean quiet() {
        return !closed && !everything && newest.isEmpty();
    }

    /** Waits for so long, or until events begin again: whoever waits for the host to come back need not wait longer. */
    synchronized void pause(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        for (long left = limit.toMillis();
                left > 0 && !closed && !everything;
                left = (deadline - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized boolean closed() {
        return closed;
    }
}
