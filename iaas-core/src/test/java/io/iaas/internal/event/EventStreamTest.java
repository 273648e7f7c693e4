package io.iaas.internal.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.iaas.error.ClosedException;
import io.iaas.error.InvalidInputException;
import io.iaas.event.Change;
import io.iaas.event.Event;
import io.iaas.event.EventKind;
import io.iaas.event.EventSubscriber;
import io.iaas.event.EventsForgottenException;
import io.iaas.event.Subscription;
import io.iaas.identity.Project;
import io.iaas.memory.InMemoryRepositories;
import io.iaas.memory.VirtualTime;
import io.iaas.operation.OperationTarget;
import io.iaas.spi.repository.EventDraft;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Everyone hears everything once and in order, or is told where they stopped. */
class EventStreamTest {
    private static final int MORE_THAN_WAIT = Follower.CAPACITY + 10;

    private final VirtualTime clock = VirtualTime.manual(Instant.parse("2026-01-01T00:00:00Z"));
    private final InMemoryRepositories repositories = InMemoryRepositories.create(clock);
    private final EventStream stream = new EventStream(repositories);
    private final ProjectEventService events =
            new ProjectEventService(Project.DEFAULT, repositories, stream, session -> Optional.empty());

    @AfterEach
    void close() {
        stream.close();
        repositories.close();
    }

    private void append(int count) {
        for (int i = 0; i < count; i++) {
            repositories.<Boolean>write(session -> {
                session.events()
                        .append(new EventDraft(
                                Project.DEFAULT,
                                EventKind.VM_DELETED,
                                new OperationTarget(OperationTarget.VM, new UUID(1, 1), "web"),
                                new Change(Optional.empty(), Optional.empty(), Optional.empty()),
                                Optional.empty()));
                return true;
            });
            stream.wake();
        }
    }

    /** Appends at a pace that the other listener keeps, so that only who does nothing falls behind. */
    private void appendMoreThanWait(Heard pace) {
        for (int sent = 0; sent < MORE_THAN_WAIT; sent += 100) {
            append(100);
            pace.awaitNumber(events.newest());
        }
    }

    private static List<Long> numbers(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void replayGoesOverIntoWhatIsRecordedMeanwhileWithoutAGap() throws InterruptedException {
        append(3000);
        // Fewer than may wait, so that no listener is dropped however the threads take turns.
        Thread writer = new Thread(() -> append(1000));
        writer.start();
        List<Heard> listeners = List.of(Heard.atOnce(), Heard.atOnce(), Heard.atOnce());
        events.subscribe(0, listeners.get(0));
        events.subscribe(1500, listeners.get(1));
        events.subscribe(3000, listeners.get(2));
        writer.join();
        append(1);

        listeners.forEach(heard -> heard.awaitNumber(4001));

        assertThat(listeners.get(0).numbers()).isEqualTo(numbers(1, 4001));
        assertThat(listeners.get(1).numbers()).isEqualTo(numbers(1501, 4001));
        assertThat(listeners.get(2).numbers()).isEqualTo(numbers(3001, 4001));
    }

    @Test
    void commitsOfOtherProcessesAreFoundWithoutAWord() {
        Heard heard = Heard.atOnce();
        events.subscribe(0, heard);
        append(1);
        heard.awaitNumber(1);
        repositories.<Boolean>write(session -> {
            session.events()
                    .append(new EventDraft(
                            Project.DEFAULT,
                            EventKind.VM_CREATED,
                            new OperationTarget(OperationTarget.VM, new UUID(1, 1), "web"),
                            new Change(Optional.empty(), Optional.empty(), Optional.empty()),
                            Optional.empty()));
            return true;
        });

        heard.awaitNumber(2);
    }

    @Test
    void listenerThatFallsBehindIsDroppedOnceAndHoldsUpNobody() throws InterruptedException {
        Heard slow = Heard.heldUp();
        Heard quick = Heard.atOnce();
        append(1);
        events.subscribe(0, slow);
        events.subscribe(0, quick);
        slow.awaitFirst();
        // It counts as having caught up when what there was has been read for it.
        quick.awaitNumber(1);
        appendMoreThanWait(quick);
        assertThat(slow.drops()).isZero();

        slow.release();
        slow.awaitDropped();

        assertThat(slow.dropped().orElseThrow()).contains("more than 1024 events");
        assertThat(slow.last()).isEqualTo(1);
        assertThat(slow.numbers()).containsExactly(1L);
        long newest = events.newest();
        assertThat(quick.numbers()).isEqualTo(numbers(1, newest));
        Heard again = Heard.atOnce();
        events.subscribe(slow.last(), again);
        again.awaitNumber(newest);
        assertThat(again.numbers()).isEqualTo(numbers(2, newest));
        assertThat(slow.drops()).isEqualTo(1);
    }

    @Test
    void listenerThatHasNotCaughtUpIsWaitedFor() throws InterruptedException {
        append(2 * MORE_THAN_WAIT);
        Heard slow = Heard.heldUp();
        Heard quick = Heard.atOnce();
        events.subscribe(0, slow);
        slow.awaitFirst();
        events.subscribe(events.newest(), quick);
        appendMoreThanWait(quick);

        slow.release();
        slow.awaitNumber(events.newest());

        assertThat(slow.numbers()).isEqualTo(numbers(1, events.newest()));
        assertThat(slow.drops()).isZero();
    }

    @Test
    void listenerThatThrowsIsDroppedBeforeTheEventThatItThrewAt() {
        append(3);
        List<Long> told = new CopyOnWriteArrayList<>();
        List<String> reasons = new CopyOnWriteArrayList<>();
        events.subscribe(0, new EventSubscriber() {
            @Override
            public void received(Event event) {
                told.add(event.sequence());
                if (event.sequence() == 2) {
                    throw new IllegalArgumentException("thrown by a test");
                }
            }

            @Override
            public void dropped(long lastReceived, String words) {
                reasons.add(lastReceived + ": " + words);
            }
        });

        await().atMost(Heard.PATIENCE).until(() -> !reasons.isEmpty());

        assertThat(reasons).containsExactly("1: it threw java.lang.IllegalArgumentException");
        assertThat(told).containsExactly(1L, 2L);
    }

    @Test
    void listenerMayEndItsOwnSubscription() {
        Heard other = Heard.atOnce();
        Heard heard = Heard.atOnce();
        CompletableFuture<Subscription> own = new CompletableFuture<>();
        own.complete(events.subscribe(0, event -> {
            heard.received(event);
            own.join().close();
        }));
        events.subscribe(0, other);

        append(5);
        other.awaitNumber(5);

        await().atMost(Heard.PATIENCE).until(() -> !heard.numbers().isEmpty());
        assertThat(heard.numbers()).containsExactly(1L);
        assertThat(heard.drops()).isZero();
    }

    @Test
    void forgottenEventsAreRefusedByTheirNumber() {
        append(5);
        clock.advance(Duration.ofDays(8));
        append(2);
        repositories.<Boolean>write(session -> {
            session.events().forgetBefore(session.now().minus(Duration.ofDays(7)));
            return true;
        });

        assertThatThrownBy(() -> events.subscribe(4, Heard.atOnce()))
                .isInstanceOfSatisfying(
                        EventsForgottenException.class,
                        e -> assertThat(e.beginning()).isEqualTo(5));
        assertThatThrownBy(() -> events.list(0, 10)).isInstanceOf(EventsForgottenException.class);
        assertThat(events.list(events.beginning(), 10))
                .extracting(Event::sequence)
                .containsExactly(6L, 7L);
    }

    @Test
    void listenerForWhomEventsAreForgottenMeanwhileIsDropped() throws InterruptedException {
        append(2 * MORE_THAN_WAIT);
        Heard slow = Heard.heldUp();
        events.subscribe(0, slow);
        slow.awaitFirst();
        clock.advance(Duration.ofDays(8));
        append(1);
        repositories.<Boolean>write(session -> {
            session.events().forgetBefore(session.now().minus(Duration.ofDays(7)));
            return true;
        });

        slow.release();
        slow.awaitDropped();

        assertThat(slow.dropped().orElseThrow()).contains("were forgotten");
        assertThat(slow.numbers()).isEqualTo(numbers(1, slow.last()));
    }

    @Test
    void numbersThatNeverWereAreRefused() {
        append(2);

        for (long number : new long[] {-1, 3}) {
            assertThatThrownBy(() -> events.subscribe(number, Heard.atOnce()))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("there is no event " + number);
        }
        assertThatThrownBy(() -> events.list(0, 0)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> events.list(0, 1001)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void closedStreamEndsItsThreadsAndRefusesListeners() throws InterruptedException {
        Heard slow = Heard.heldUp();
        append(1);
        events.subscribe(0, slow);
        events.subscribe(0, Heard.atOnce());
        slow.awaitFirst();

        stream.close();
        stream.close();

        await().atMost(Heard.PATIENCE)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("iaas-event")));
        assertThat(slow.drops()).isZero();
        assertThatThrownBy(() -> events.subscribe(0, Heard.atOnce())).isInstanceOf(ClosedException.class);
    }
}
