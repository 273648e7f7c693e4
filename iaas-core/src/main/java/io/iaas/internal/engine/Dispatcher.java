package io.iaas.internal.engine;

import io.iaas.identity.ProjectId;
import io.iaas.operation.OperationId;
import io.iaas.operation.Progress;
import io.iaas.spi.queue.OperationQueue;
import io.iaas.spi.repository.ClaimedOperation;
import io.iaas.spi.repository.RepositoryException;
import java.time.Duration;
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

    private final Environment environment;
    private final Definitions definitions;
    private final EngineSettings settings;
    private final Watches watches;
    private final OperationQueue queue;
    private final Leases leases;
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
            Watches watches) {
        this.environment = environment;
        this.definitions = definitions;
        this.queue = queue;
        this.settings = settings;
        this.watches = watches;
        this.leases = new Leases(environment, settings);
        this.freeWorkers = new Semaphore(settings.workers());
    }

    void start() {
        if (settings.workers() > 0) {
            queue.subscribe(id -> wake());
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

    private void dispatch() {
        try {
            while (!closed) {
                freeWorkers.acquire();
                wakeUps.drainPermits();
                // Before the claim: a commit that takes long takes from the lease, never adds to it.
                long now = environment.ticks().getAsLong();
                Optional<ClaimedOperation> claimed = claim();
                if (claimed.isPresent()) {
                    ClaimedOperation operation = claimed.get();
                    lastTurn = Optional.of(operation.operation().projectId());
                    workers.execute(() -> work(operation, now));
                } else {
                    freeWorkers.release();
                    boolean woken =
                            wakeUps.tryAcquire(alarm.left(settings.poll()).toNanos(), TimeUnit.NANOSECONDS);
                    LOG.trace("looking for work, {}", woken ? "woken" : "unasked");
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("dispatcher ends");
        }
    }

    private Optional<ClaimedOperation> claim() {
        if (closed) {
            return Optional.empty();
        }
        try {
            return environment
                    .repositories()
                    .write(session -> session.operations()
                            .claimNext(
                                    settings.node(),
                                    definitions.kindVersions(),
                                    settings.lease(),
                                    settings.grace(),
                                    lastTurn));
        } catch (RepositoryException e) {
            LOG.warn("cannot look for work now: {}", e.getMessage());
            return Optional.empty();
        } catch (RuntimeException e) {
            LOG.error("looking for work failed", e);
            return Optional.empty();
        }
    }

    private void work(ClaimedOperation claimed, long claimedAtNanos) {
        OperationId id = claimed.operation().id();
        Thread worker = Thread.currentThread();
        String name = worker.getName();
        try {
            leases.endOlder(id);
            worker.setName(name + " " + claimed.operation().kind() + " " + id);
            OperationDefinition<?> definition =
                    definitions.find(claimed.operation()).orElseThrow();
            RunningOperation running = new RunningOperation(
                    claimed.claim(),
                    worker,
                    environment.ticks(),
                    Progresses.of(definition, claimed.operation().status(), 0),
                    claimedAtNanos + settings.lease().minus(settings.margin()).toNanos());
            leases.add(running);
            try {
                run(claimed, definition, running).ifPresent(alarm::ringIn);
            } finally {
                leases.remove(running);
            }
        } catch (InterruptedException e) {
            LOG.debug("worker of operation {} ends at close", id);
        } catch (LeaseLostException | HandedOverException e) {
            LOG.warn("operation {} is left to another worker: {}", id, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("operation {} is left to be claimed again", id, e);
        } finally {
            // A lost lease or a close may have interrupted the thread after its last look.
            boolean interrupted = Thread.interrupted();
            LOG.trace("worker ends, interrupted {}", interrupted);
            worker.setName(name);
            freeWorkers.release();
            wake();
        }
    }

    /** Walks on as soon as the database answers again, as long as the claim holds. */
    private Optional<Duration> run(
            ClaimedOperation claimed, OperationDefinition<?> definition, RunningOperation running)
            throws InterruptedException {
        for (int tries = 0; ; tries++) {
            try {
                OperationId id = claimed.operation().id();
                return new OperationRun(
                                environment,
                                settings,
                                definition,
                                refreshed(claimed),
                                running,
                                progress -> watches.moved(id, progress))
                        .walk();
            } catch (RepositoryException e) {
                LOG.warn(
                        "operation {} waits for the database: {}",
                        claimed.operation().id(),
                        e.getMessage());
                running.check();
                TimeUnit.NANOSECONDS.sleep(settings.backOff(tries).toNanos());
            }
        }
    }

    /** Reads what became of the operation: a commit whose answer was lost may have taken place. */
    private ClaimedOperation refreshed(ClaimedOperation claimed) {
        return environment
                .repositories()
                .read(session -> session.operations()
                        .find(
                                claimed.operation().projectId(),
                                claimed.operation().id())
                        .filter(stored -> session.operations().holds(claimed.claim()))
                        .map(stored -> new ClaimedOperation(stored, claimed.claim()))
                        .orElseThrow(() -> new LeaseLostException("it was settled or claimed by another worker")));
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
        leases.close();
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
