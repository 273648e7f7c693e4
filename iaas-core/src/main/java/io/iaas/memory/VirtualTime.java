package io.iaas.memory;

import io.iaas.spi.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Time that passes when somebody sleeps, and by {@link #advance}: minutes take microseconds. It never goes back.
 *
 * <p>A thread that moves the clock does not wait: its sleep sets the clock to its end and returns. Every other thread's
 * sleep waits until the clock has come there. On its way the clock stops at the end of each waiting sleep, in order,
 * and goes on when the threads that it woke sleep again or have ended, or after a quarter of a real second. So a waiting
 * loop, such as a lease's renewal, misses none of its turns however far one sleep moves the clock.
 *
 * <p>By default every thread moves the clock. That is deterministic while one thread sleeps at a time; sleeps of several
 * threads then do not overlap but add up, and a thread that does nothing but sleep in a loop drives the clock as fast as
 * it can, past the deadlines of threads that do real work meanwhile. Where such loops run, name the threads that may
 * move the clock by {@link #movedBy}, or none by {@link #manual}.
 */
public final class VirtualTime implements TimeSource {
    private static final Instant DEFAULT_START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Instant start;
    private final Predicate<Thread> movers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Sleeper> sleepers = new ArrayList<>();
    private final Set<Thread> woken = new HashSet<>();
    private long elapsed;

    private record Sleeper(Thread thread, long deadline) {}

    private VirtualTime(Instant start, Predicate<Thread> movers) {
        this.start = start;
        this.movers = movers;
    }

    /** Returns a clock that starts with the year 2026 and that every sleep moves. */
    public static VirtualTime create() {
        return startingAt(DEFAULT_START);
    }

    /** Returns a clock that every sleep moves. */
    public static VirtualTime startingAt(Instant start) {
        return new VirtualTime(start, thread -> true);
    }

    /** Returns a clock that only {@link #advance} moves. */
    public static VirtualTime manual(Instant start) {
        return new VirtualTime(start, thread -> false);
    }

    /**
     * Returns a clock that only sleeps of these threads, and {@link #advance}, move.
     *
     * @param movers asked on the sleeping thread, with it; must always answer the same for a thread
     */
    public static VirtualTime movedBy(Instant start, Predicate<Thread> movers) {
        return new VirtualTime(start, movers);
    }

    @Override
    public Instant now() {
        return start.plusNanos(nanoTime());
    }

    /** Returns the time that has passed since the start, in nanoseconds. */
    @Override
    public long nanoTime() {
        lock.lock();
        try {
            return elapsed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        boolean mover = movers.test(Thread.currentThread());
        lock.lockInterruptibly();
        try {
            long deadline = after(duration);
            if (mover) {
                move(deadline);
            } else {
                await(deadline);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Moves the clock, stopping at the end of each waiting sleep. May be called by any thread. An interrupted caller
     * stops nowhere, and stays interrupted.
     */
    public void advance(Duration duration) {
        lock.lock();
        try {
            long target = after(duration);
            try {
                move(target);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                elapsed = Math.max(elapsed, target);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many threads wait for the clock now. */
    public int sleepers() {
        lock.lock();
        try {
            return sleepers.size();
        } finally {
            lock.unlock();
        }
    }

    private long after(Duration duration) {
        return duration.isNegative() ? elapsed : Math.addExact(elapsed, duration.toNanos());
    }

    private void await(long deadline) throws InterruptedException {
        Sleeper self = new Sleeper(Thread.currentThread(), deadline);
        sleepers.add(self);
        woken.remove(self.thread());
        changed.signalAll();
        try {
            while (elapsed < deadline) {
                changed.await();
            }
        } finally {
            sleepers.remove(self);
        }
    }

    private void move(long target) throws InterruptedException {
        woken.remove(Thread.currentThread());
        while (elapsed < target) {
            elapsed = sleepers.stream()
                    .mapToLong(Sleeper::deadline)
                    .filter(deadline -> deadline > elapsed && deadline < target)
                    .min()
                    .orElse(target);
            sleepers.stream()
                    .filter(sleeper -> sleeper.deadline() <= elapsed)
                    .map(Sleeper::thread)
                    .forEach(woken::add);
            changed.signalAll();
            letTheWokenRun();
        }
    }

    /** Bounded by real time: a woken thread may wait for something that the moving thread holds. */
    private void letTheWokenRun() throws InterruptedException {
        long begin = System.nanoTime();
        while (!woken.isEmpty()) {
            woken.removeIf(thread -> !thread.isAlive());
            long left = TURN_NANOS - (System.nanoTime() - begin);
            if (left <= 0) {
                woken.clear();
            } else if (!woken.isEmpty()) {
                changed.awaitNanos(Math.min(left, LOOK_NANOS));
            }
        }
    }
}
