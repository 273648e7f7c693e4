package io.iaas.internal.engine.simulation;

import io.iaas.spi.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread at a time run, and keeps the one clock that all live by. A random source decides who goes on. The clock
 * moves a little with each turn, and jumps when everybody waits.
 */
final class Baton implements TimeSource {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MAX_TURNS = 400_000;
    private static final int STUCK_SECONDS = 60;
    private static final int MAX_STEP_NANOS = 5_000_000;

    private final Random random;
    private final ExecutorService threads;
    private final double stickiness;
    private final List<Actor> actors = new ArrayList<>();
    private final List<Turn> trace = new ArrayList<>();
    private final Semaphore ended = new Semaphore(0);
    private Optional<Throwable> failure = Optional.empty();
    private @Nullable Actor holder;
    private long now;
    private int turns;

    Baton(Random random, ExecutorService threads) {
        this.random = random;
        this.threads = threads;
        this.stickiness = random.nextDouble() * 0.8;
    }

    /** Adds a thread that begins after a while. */
    void start(String name, Optional<Node> node, Duration delay, Runnable body) {
        Actor actor = new Actor(name, node, now + delay.toNanos());
        actors.add(actor);
        threads.execute(() -> live(actor, body));
    }

    /** Runs all threads to their ends; empty when none of them failed. */
    Optional<Throwable> run() throws InterruptedException {
        handOn();
        if (!ended.tryAcquire(STUCK_SECONDS, TimeUnit.SECONDS)) {
            fail(new IllegalStateException("stuck: " + holder + " at " + stackOf(holder)));
        }
        return failure;
    }

    private static String stackOf(@Nullable Actor actor) {
        return actor == null
                ? ""
                : actor.thread()
                        .map(thread -> Arrays.toString(thread.getStackTrace()))
                        .orElse("");
    }

    /** Lets others run, perhaps; returns when the calling thread goes on. */
    void pass() {
        Actor self = current();
        self.beginsWait();
        now += random.nextInt(MAX_STEP_NANOS);
        Actor next = random.nextDouble() < stickiness && self.readyAt() <= now ? self : choose();
        if (next != self) {
            holder = next;
            next.giveTurn();
            self.awaitTurn();
        }
        if (failure.isPresent()) {
            throw new ProcessDied("history");
        }
        self.requireLife();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        Actor self = current();
        self.wakesAt = now + Math.max(0, duration.toNanos());
        pass();
        boolean early = self.wakesAt > now;
        self.wakesAt = 0;
        if (Thread.interrupted() || early) {
            throw new InterruptedException();
        }
    }

    @Override
    public Instant now() {
        return START.plusNanos(now);
    }

    @Override
    public long nanoTime() {
        return now;
    }

    Actor current() {
        Actor self = holder;
        if (self == null
                || self.thread().filter(t -> t == Thread.currentThread()).isEmpty()) {
            throw new IllegalStateException("this thread does not have the turn");
        }
        return self;
    }

    List<Actor> actors() {
        return actors;
    }

    void note(String what) {
        trace.add(new Turn(now, Thread.currentThread().getName(), what));
    }

    /** What happened, in order. */
    List<Turn> trace() {
        return trace;
    }

    /** One thing that happened. */
    record Turn(long at, String thread, String what) {
        @Override
        public String toString() {
            return String.format("%10.3f %s: %s", at / 1e9, thread, what);
        }
    }

    /** Ends the history: every thread unwinds. */
    void fail(Throwable error) {
        if (failure.isEmpty()) {
            failure = Optional.of(error);
        }
    }

    private void live(Actor actor, Runnable body) {
        actor.awaitTurn();
        String before = Thread.currentThread().getName();
        Thread.currentThread().setName(actor.name);
        try {
            if (failure.isEmpty()) {
                actor.requireLife();
                body.run();
            }
        } catch (ProcessDied e) {
            note("died with its process");
        } catch (Throwable e) {
            fail(e);
        } finally {
            actors.remove(actor);
            Thread.currentThread().setName(before);
            if (Thread.interrupted()) {
                note("ended interrupted");
            }
            handOn();
        }
    }

    private void handOn() {
        if (actors.isEmpty()) {
            ended.release();
            return;
        }
        holder = choose();
        holder.giveTurn();
    }

    private Actor choose() {
        if (++turns > MAX_TURNS) {
            fail(new AssertionError("the history does not come to rest"));
        }
        if (failure.isPresent()) {
            return actors.get(0);
        }
        long earliest = actors.stream().mapToLong(Actor::readyAt).min().orElseThrow();
        now = Math.max(now, earliest);
        List<Actor> ready = new ArrayList<>(actors.size());
        for (Actor actor : actors) {
            if (actor.readyAt() <= now) {
                ready.add(actor);
            }
        }
        return ready.get(random.nextInt(ready.size()));
    }
}
