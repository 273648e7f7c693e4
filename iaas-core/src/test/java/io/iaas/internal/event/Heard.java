package io.iaas.internal.event;

import static org.awaitility.Awaitility.await;

import io.iaas.event.Event;
import io.iaas.event.EventSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A listener that keeps what it hears, and can be held up. */
final class Heard implements EventSubscriber {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<Long> numbers = new ArrayList<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch gate;
    private Optional<String> dropped = Optional.empty();
    private int drops;
    private long last = -1;

    private Heard(CountDownLatch gate) {
        this.gate = gate;
    }

    static Heard atOnce() {
        return new Heard(new CountDownLatch(0));
    }

    /** Returns one that blocks in its first call until it is released. */
    static Heard heldUp() {
        return new Heard(new CountDownLatch(1));
    }

    @Override
    public void received(Event event) {
        entered.countDown();
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        synchronized (this) {
            numbers.add(event.sequence());
        }
    }

    @Override
    public synchronized void dropped(long lastReceived, String reason) {
        drops++;
        last = lastReceived;
        dropped = Optional.of(reason);
    }

    void awaitFirst() throws InterruptedException {
        entered.await();
    }

    void release() {
        gate.countDown();
    }

    synchronized List<Long> numbers() {
        return List.copyOf(numbers);
    }

    synchronized Optional<String> dropped() {
        return dropped;
    }

    synchronized int drops() {
        return drops;
    }

    synchronized long last() {
        return last;
    }

    void awaitNumber(long number) {
        await().atMost(PATIENCE).until(() -> numbers().contains(number));
    }

    void awaitDropped() {
        await().atMost(PATIENCE).until(() -> dropped().isPresent());
    }
}
