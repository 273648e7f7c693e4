package io.iaas.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ExecutorService background = Executors.newCachedThreadPool(task -> new Thread(task, "background"));

    @AfterEach
    void stopThreads() {
        background.shutdownNow();
    }

    @Test
    void sleepMovesTheClockAtOnce() throws InterruptedException {
        VirtualTime time = VirtualTime.startingAt(START);
        long realStart = System.nanoTime();

        time.sleep(HOUR);

        assertThat(time.now()).isEqualTo(START.plus(HOUR));
        assertThat(time.nanoTime()).isEqualTo(HOUR.toNanos());
        assertThat(Duration.ofNanos(System.nanoTime() - realStart)).isLessThan(MINUTE);
    }

    @Test
    void sleepOfNothingMovesNothing() throws InterruptedException {
        VirtualTime time = VirtualTime.startingAt(START);

        time.sleep(Duration.ZERO);
        time.sleep(Duration.ofSeconds(-1));

        assertThat(time.now()).isEqualTo(START);
    }

    @Test
    void advanceMovesTheClock() {
        VirtualTime time = VirtualTime.manual(START);

        time.advance(MINUTE);
        time.advance(HOUR);

        assertThat(time.now()).isEqualTo(START.plus(MINUTE).plus(HOUR));
    }

    @Test
    void sleepOnAManualClockEndsWhenTheClockIsMovedThere() throws Exception {
        VirtualTime time = VirtualTime.manual(START);
        Future<Instant> woken = background.submit(() -> wakeAfter(time, MINUTE));
        await().until(() -> time.sleepers() == 1);

        time.advance(MINUTE.minusNanos(1));
        assertThat(time.sleepers()).isEqualTo(1);
        time.advance(Duration.ofNanos(1));

        assertThat(woken.get()).isEqualTo(START.plus(MINUTE));
    }

    @Test
    void sleepersWakeInTheOrderOfTheirDeadlines() {
        VirtualTime time = VirtualTime.manual(START);
        List<Instant> order = new ArrayList<>();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int minutes : new int[] {3, 1, 2}) {
            all.add(CompletableFuture.runAsync(
                    () -> {
                        Instant woken = wakeAfter(time, Duration.ofMinutes(minutes));
                        synchronized (order) {
                            order.add(woken);
                        }
                    },
                    background));
        }
        await().until(() -> time.sleepers() == 3);

        time.advance(HOUR);
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();

        assertThat(order)
                .containsExactly(
                        START.plus(MINUTE), START.plus(MINUTE.multipliedBy(2)), START.plus(MINUTE.multipliedBy(3)));
    }

    @Test
    void loopInTheBackgroundMissesNoTurnHoweverFarOneSleepGoes() throws InterruptedException {
        VirtualTime time =
                VirtualTime.movedBy(START, thread -> !thread.getName().equals("background"));
        List<Instant> turns = new ArrayList<>();
        background.execute(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                Instant woken = wakeAfter(time, MINUTE);
                synchronized (turns) {
                    turns.add(woken);
                }
            }
        });
        await().until(() -> time.sleepers() == 1);

        time.sleep(MINUTE.multipliedBy(10).plusSeconds(1));

        synchronized (turns) {
            assertThat(turns).hasSize(10).first().isEqualTo(START.plus(MINUTE));
            assertThat(turns).last().isEqualTo(START.plus(MINUTE.multipliedBy(10)));
        }
    }

    @Test
    void clockGoesOnWhenAWokenThreadDoesNotSleepAgain() throws Exception {
        VirtualTime time = VirtualTime.manual(START);
        CompletableFuture<Void> never = new CompletableFuture<>();
        background.execute(() -> {
            wakeAfter(time, MINUTE);
            never.join();
        });
        await().until(() -> time.sleepers() == 1);

        time.advance(HOUR);
        never.complete(null);

        assertThat(time.now()).isEqualTo(START.plus(HOUR));
    }

    @Test
    void interruptEndsASleepAndLeavesTheClock() {
        VirtualTime time = VirtualTime.manual(START);
        CompletableFuture<Thread> sleeper = new CompletableFuture<>();
        Future<?> sleep = background.submit(() -> {
            sleeper.complete(Thread.currentThread());
            time.sleep(MINUTE);
            return "woken";
        });
        await().until(() -> time.sleepers() == 1);

        sleeper.join().interrupt();

        assertThatThrownBy(sleep::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(time.now()).isEqualTo(START);
        assertThat(time.sleepers()).isZero();
    }

    @Test
    void sleepsOfManyMoversAddUp() {
        VirtualTime time = VirtualTime.startingAt(START);
        List<CompletableFuture<Instant>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(CompletableFuture.supplyAsync(() -> wakeAfter(time, MINUTE), background));
        }

        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();

        assertThat(time.now()).isEqualTo(START.plus(MINUTE.multipliedBy(20)));
    }

    private static Instant wakeAfter(VirtualTime time, Duration duration) {
        try {
            time.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return time.now();
    }
}
