package io.iaas.persistence.mybatis;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A unit of work that writes, and what becomes of it. Its caller waits until it is called: because another thread has run
 * the unit, or to run it and lead.
 */
final class Turn<T> {
    private final Function<Seat, T> work;
    private final Thread caller = Thread.currentThread();
    private final CountDownLatch called = new CountDownLatch(1);
    private boolean leads;
    private boolean failed;
    private Supplier<T> outcome = () -> {
        throw new IllegalStateException("the unit of work had no turn");
    };

    Turn(Function<Seat, T> work) {
        this.work = work;
    }

    /** Has the caller lead. */
    void callToLead() {
        leads = true;
        called.countDown();
    }

    /** Has the caller hear what became of the unit. */
    void tell() {
        called.countDown();
    }

    /** Waits for the call; false when the limit passes first. */
    boolean awaitCall(Duration limit) throws InterruptedException {
        return called.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Waits for the call of a unit that has left the line, interrupted or not: its caller must learn whether it counts. */
    boolean awaitWhetherToLead() {
        boolean interrupted = false;
        while (true) {
            try {
                called.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return leads;
    }

    /** Runs the unit, whose failure is its caller's alone. */
    void run(SharedCommit commit) {
        try {
            T result = commit.run(work);
            outcome = () -> result;
        } catch (RuntimeException | Error e) {
            if (Thread.currentThread() != caller) {
                endTraceAtCaller(e);
            }
            fail(e);
        }
    }

    /** Says that the unit does not count, and why; one that failed by itself has said so. */
    void fail(Throwable why) {
        if (!failed) {
            failed = true;
            outcome = () -> {
                if (why instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) why;
            };
        }
    }

    /** A trace that ends in the thread that led would not tell who asked for the work; the caller waits where it asked. */
    private void endTraceAtCaller(Throwable thrown) {
        Stream<StackTraceElement> ofUnit = Arrays.stream(thrown.getStackTrace())
                .takeWhile(frame -> !frame.getClassName().equals(SharedCommit.class.getName()));
        Stream<StackTraceElement> ofCaller = Arrays.stream(caller.getStackTrace())
                .dropWhile(frame -> !frame.getClassName().equals(WriteTurns.class.getName()));
        thrown.setStackTrace(Stream.concat(ofUnit, ofCaller).toArray(StackTraceElement[]::new));
    }

    /** Returns what the unit returned, or throws what it threw or what kept it from becoming durable. */
    T result() {
        return outcome.get();
    }
}
