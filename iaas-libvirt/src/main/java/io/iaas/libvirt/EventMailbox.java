package io.iaas.libvirt;

import io.iaas.spi.hypervisor.DomainEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Where libvirt's event loop puts events for the thread that tells of them. The loop never waits. */
final class EventMailbox {
    private static final int CAPACITY = 4096;

    /** An empty one only wakes the reader. */
    private final BlockingQueue<Optional<DomainEvent>> events = new ArrayBlockingQueue<>(CAPACITY);

    private final AtomicBoolean overflowed = new AtomicBoolean();

    void put(DomainEvent event) {
        if (!events.offer(Optional.of(event))) {
            overflowed.set(true);
        }
    }

    /** Wakes the reader; one that has events to read is awake. */
    void nudge() {
        events.offer(Optional.empty());
    }

    /** Waits for the next event. */
    Optional<DomainEvent> next(Duration limit) throws InterruptedException {
        Optional<DomainEvent> event = events.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
        return event == null ? Optional.empty() : event;
    }

    /** Tells, once, whether events were lost since it was asked last. */
    boolean takeOverflow() {
        return overflowed.getAndSet(false);
    }
}
