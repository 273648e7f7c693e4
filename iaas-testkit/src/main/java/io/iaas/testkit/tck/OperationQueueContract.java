package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.iaas.operation.OperationId;
import io.iaas.spi.queue.OperationQueue;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link OperationQueue} promises. Wake-ups may be repeated or late, but on an idle queue they come. */
public abstract class OperationQueueContract {
    @SuppressWarnings("NullAway.Init")
    private OperationQueue ours;

    @SuppressWarnings("NullAway.Init")
    private OperationQueue theirs;

    /** For subclasses. */
    protected OperationQueueContract() {}

    /** Returns a queue that nobody else uses yet. */
    protected abstract OperationQueue newQueue();

    /** Returns the queue of another node: what is woken on one is told to the other's subscriber. */
    protected abstract OperationQueue peerOf(OperationQueue queue);

    /** Returns how long a wake-up may take on an idle queue. */
    protected Duration patience() {
        return Duration.ofSeconds(10);
    }

    @BeforeEach
    final void openQueues() {
        ours = newQueue();
        theirs = peerOf(ours);
    }

    @AfterEach
    final void closeQueues() {
        theirs.close();
        ours.close();
    }

    @Test
    void wakeUpReachesTheSubscriberOfTheSameQueue() {
        BlockingQueue<OperationId> heard = subscribed(ours);
        OperationId id = anId();

        ours.wake(id);

        assertHeard(heard, id);
    }

    @Test
    void wakeUpReachesTheSubscriberOfAnotherNode() {
        BlockingQueue<OperationId> heard = subscribed(theirs);
        OperationId id = anId();

        ours.wake(id);

        assertHeard(heard, id);
    }

    @Test
    void wakeUpWithoutASubscriberIsDropped() {
        assertThatCode(() -> ours.wake(anId())).doesNotThrowAnyException();
    }

    @Test
    void secondSubscriberReplacesTheFirst() {
        BlockingQueue<OperationId> first = subscribed(ours);
        BlockingQueue<OperationId> second = subscribed(ours);
        OperationId id = anId();

        ours.wake(id);

        assertHeard(second, id);
        assertThat(first).isEmpty();
    }

    @Test
    void listenerThatThrowsHurtsNeitherTheCallerNorTheNextWakeUp() {
        BlockingQueue<OperationId> heard = new LinkedBlockingQueue<>();
        OperationId bad = anId();
        ours.subscribe(id -> {
            heard.add(id);
            if (id.equals(bad)) {
                throw new IllegalStateException("a listener's own fault");
            }
        });
        OperationId good = anId();

        assertThatCode(() -> ours.wake(bad)).doesNotThrowAnyException();
        assertHeard(heard, bad);
        ours.wake(good);

        assertHeard(heard, good);
    }

    @Test
    void closedQueueTellsNothingAndTakesNothing() {
        BlockingQueue<OperationId> heardByTheClosed = subscribed(ours);
        BlockingQueue<OperationId> heardByTheOpen = subscribed(theirs);
        ours.close();
        ours.close();
        OperationId last = anId();

        ours.wake(anId());
        ours.subscribe(heardByTheClosed::add);
        theirs.wake(last);

        assertHeard(heardByTheOpen, last);
        assertThat(heardByTheClosed).isEmpty();
        assertThat(heardByTheOpen).isEmpty();
    }

    private static OperationId anId() {
        return new OperationId(UUID.randomUUID());
    }

    private static BlockingQueue<OperationId> subscribed(OperationQueue queue) {
        BlockingQueue<OperationId> heard = new LinkedBlockingQueue<>();
        queue.subscribe(heard::add);
        return heard;
    }

    private void assertHeard(BlockingQueue<OperationId> heard, OperationId id) {
        try {
            assertThat(heard.poll(patience().toMillis(), TimeUnit.MILLISECONDS)).isEqualTo(id);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
