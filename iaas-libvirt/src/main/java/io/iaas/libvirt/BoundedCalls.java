package io.iaas.libvirt;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.HypervisorException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Runs native calls on threads of its own, because nothing can interrupt one: a call that does not return costs its
 * caller the time limit, and its thread is left to end by itself. The number of such threads is bounded.
 */
final class BoundedCalls {
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final ThreadPoolExecutor threads;

    BoundedCalls(String name, int maxThreads) {
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                0, maxThreads, IDLE.toMillis(), TimeUnit.MILLISECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Runs a call and returns what it gives, or throws what it throws.
     *
     * @param what what is attempted, for the message of a time-out
     * @param whenLate takes care of what the call leaves behind where nobody receives its result: run after a call that
     *     ends too late, and when the call is not run at all
     * @throws HypervisorException HYPERVISOR_TIMEOUT when the limit passes first; HYPERVISOR_UNAVAILABLE when too many
     *     earlier calls still hang
     */
    <T> T run(String what, Duration limit, Supplier<T> call, Runnable whenLate) {
        long deadline = System.nanoTime() + limit.toNanos();
        CompletableFuture<T> outcome = new CompletableFuture<>();
        AtomicBoolean settled = new AtomicBoolean();
        try {
            start(() -> {
                complete(outcome, call);
                if (!settled.compareAndSet(false, true)) {
                    whenLate.run();
                }
            });
        } catch (HypervisorException e) {
            whenLate.run();
            throw e;
        }
        if (!Waiting.ends(outcome, deadline) && settled.compareAndSet(false, true)) {
            throw new HypervisorException(
                    ErrorCode.HYPERVISOR_TIMEOUT,
                    "cannot " + what + ": libvirt did not answer within " + text(limit),
                    "");
        }
        return Waiting.result(outcome);
    }

    // The failure, whatever it is, belongs to the caller: nobody looks at the thread of a call.
    @SuppressWarnings("CatchingUnchecked")
    private static <T> void complete(CompletableFuture<T> outcome, Supplier<T> call) {
        try {
            outcome.complete(call.get());
        } catch (Throwable e) {
            outcome.completeExceptionally(e);
        }
    }

    /** Runs something that nobody waits for. */
    void start(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            throw new HypervisorException(
                    ErrorCode.HYPERVISOR_UNAVAILABLE,
                    "libvirt does not answer: " + threads.getActiveCount() + " earlier calls still hang",
                    "");
        }
    }

    /** Returns how many calls run or hang now. */
    int active() {
        return threads.getActiveCount();
    }

    /** Takes no more calls; those that run end by themselves. */
    void shutdown() {
        threads.shutdown();
    }

    static String text(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
