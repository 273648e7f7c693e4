package io.iaas.internal.engine;

import io.iaas.spi.queue.OperationQueue;
import io.iaas.spi.repository.Claim;
import io.iaas.spi.repository.ClaimedOperation;
import java.util.Optional;

/** The engine of one process without its threads: a test brings those and decides when each of them runs. */
public final class ThreadlessEngine {
    private final OperationEngine engine;
    private final Leases leases;
    private final Worker worker;

    /** Builds the engine; nothing of it runs by itself. */
    public ThreadlessEngine(
            Environment environment,
            Definitions definitions,
            OperationQueue queue,
            TimeOrderedIds ids,
            EngineSettings settings) {
        this.engine = new OperationEngine(environment, definitions, queue, ids, settings);
        this.leases = new Leases(environment, settings);
        this.worker =
                new Worker(environment, definitions, settings, leases, engine.submissions(), (id, progress) -> {});
    }

    /** Returns the part that takes operations in. */
    public OperationEngine intake() {
        return engine;
    }

    /** Does what a worker does first. */
    public Optional<ClaimedOperation> claim() {
        return worker.claim(1, Optional.empty()).stream().findFirst();
    }

    /** Ends this process' older worker on an operation; true while there is one. */
    public boolean endOlder(Claim claim) {
        Optional<RunningOperation> older = leases.running(claim.operation())
                .filter(running -> running.claim().epoch() < claim.epoch());
        older.ifPresent(RunningOperation::lose);
        return older.isPresent();
    }

    /** Does what a worker does with a claim; there must be no older one of this process. */
    public void work(ClaimedOperation claimed, long claimedAtNanos) {
        worker.work(claimed, claimedAtNanos);
    }

    /** Does what the leases' thread does each time. */
    public void renewLeases() {
        leases.renew();
    }

    /** Does what a close does to workers that do not end in time. */
    public void handOver() {
        leases.handOver();
    }
}
