package io.iaas.internal.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that does a task again and again, also when it failed, and others in between. */
public final class PeriodicThread {
    private static final Logger LOG = LoggerFactory.getLogger(PeriodicThread.class);
    private static final Duration END_LIMIT = Duration.ofSeconds(1);

    private final ScheduledExecutorService executor;
    private final String name;
    private final Duration pause;
    private final Runnable task;
    private volatile Optional<Future<?>> repeated = Optional.empty();

    /** Creates a thread at rest. */
    public PeriodicThread(String name, Duration pause, Runnable task) {
        this.executor = Executors.newSingleThreadScheduledExecutor(DaemonThreads.named(name));
        this.name = name;
        this.pause = pause;
        this.task = task;
    }

    /** Begins to do the task again and again. */
    public void start() {
        repeated = Optional.of(
                executor.scheduleWithFixedDelay(this::turn, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** An executor would drop a task that throws, without a word. */
    private void turn() {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("{} failed; it is tried again in {} ms", name, pause.toMillis(), e);
        }
    }

    /** Does another task soon; false when the thread has ended. */
    public boolean execute(Runnable other) {
        try {
            executor.execute(other);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Ends the thread after what it is doing and was given to do. */
    public void close() {
        repeated.ifPresent(future -> future.cancel(false));
        executor.shutdown();
        try {
            if (!executor.awaitTermination(END_LIMIT.toNanos(), TimeUnit.NANOSECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
