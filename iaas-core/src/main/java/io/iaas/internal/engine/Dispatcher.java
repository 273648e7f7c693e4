package io.iaas.internal.engine;

import io.iaas.identity.ProjectId;
import io.iaas.operation.OperationId;
import io.iaas.operation.Progress;
import io.iaas.spi.queue.OperationQueue;
import io.iaas.spi.repository.ClaimedOperation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Claims operations while a worker is free, and gives each to one. */
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration HAND_OVER_LIMIT = Duration.ofSeconds(5);
    private static final int LEASE_RENEWALS = 4;

    private final Environment environment;
    private final EngineSettings settings;
    private final OperationQueue queue;
    private final Leases leases;
    private final Worker worker;
    private final PeriodicThread renewal;
    private final Semaphore freeWorkers;
    private final Semaphore wakeUps = new Semaphore(0);
    private final ExecutorService workers = Executors.newCachedThreadPool(DaemonThreads.named("iaas-worker"));
    private final AlarmClock alarm = new AlarmClock();
    private final Thread thread = DaemonThreads.named("iaas-dispatcher").newThread(this::dispatch);
    /** The project whose operation was claimed last; of the dispatching thread only. */
    private Optional<ProjectId> lastTurn = Optional.empty();

    private volatile boolean closed;

    Dispatcher(
            Environment environment,
            Definitions definitions,
            OperationQueue queue,
            EngineSettings settings,
            Watches watches,
            Submissions submissions) {
        this.environment = environment;
        this.queue = queue;
        this.settings = settings;
        this.leases = new Leases(environment, settings);
        this.worker = new Worker(environment, definitions, settings, leases, submissions, watches::moved);
        this.renewal = new PeriodicThread("iaas-leases", settings.lease().dividedBy(LEASE_RENEWALS), leases::renew);
        this.freeWorkers = new Semaphore(settings.workers());
    }

    void start() {
        if (settings.workers() > 0) {
            queue.subscribe(id -> wake());
            renewal.start();
            thread.start();
        }
    }

    /** Makes the dispatcher look for work at once. */
    void wake() {
        wakeUps.release();
    }

    Optional<Progress> progressOf(OperationId id) {
        return leases.running(id).map(RunningOperation::progress);
    }

    /** Has a worker of this process look at its next step whether its operation is to stop. */
    void askedToStop(OperationId id) {
        leases.running(id).ifPresent(RunningOperation::askToStop);
    }

    int busyWorkers() {
        return leases.count();
    }

    private void dispatch() {
        try {
            while (!closed) {
                freeWorkers.acquire();
                int free = 1 + freeWorkers.drainPermits();
                wakeUps.drainPermits();
                int busy = giveOut(free);
                freeWorkers.release(free - busy);
                if (busy < free) {
                    boolean woken =
                            wakeUps.tryAcquire(alarm.left(settings.poll()).toNanos(), TimeUnit.NANOSECONDS);
                    LOG.trace("looking for work, {}", woken ? "woken" : "unasked");
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("dispatcher ends");
        }
    }

    /**
     * Claims the next operations for the workers that are free, and returns how many of these are not any more. Nothing that
     * goes wrong here, an Error included, may end the only thread that hands out work: a claim that nobody works on runs out.
     */
    private int giveOut(int free) {
        int busy = 0;
        try {
            // Before the claims: a commit that takes long takes from the leases, never adds to them.
            long now = environment.ticks().getAsLong();
            List<ClaimedOperation> claimed = closed ? List.of() : worker.claim(free, lastTurn);
            for (ClaimedOperation operation : claimed) {
                lastTurn = Optional.of(operation.operation().projectId());
                workers.execute(() -> work(operation, now));
                busy++;
            }
        } catch (RuntimeException | Error e) {
            LOG.error("looking for work failed", e);
        }
        return busy;
    }

    private void work(ClaimedOperation claimed, long claimedAtNanos) {
        try {
            worker.work(claimed, claimedAtNanos).ifPresent(alarm::ringIn);
        } finally {
            freeWorkers.release();
            wake();
        }
    }

    synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        thread.interrupt();
        if (!allWorkersFree(settings.closeTimeout())) {
            leases.handOver();
            if (!allWorkersFree(HAND_OVER_LIMIT)) {
                LOG.warn("some operations are still in a call at close; they go on when their leases have run out");
            }
        }
        renewal.close();
        workers.shutdownNow();
    }

    private boolean allWorkersFree(Duration limit) {
        try {
            return freeWorkers.tryAcquire(settings.workers(), limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
