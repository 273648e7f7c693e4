package io.iaas.internal.reconcile;

import io.iaas.error.ClosedException;
import io.iaas.error.InvalidInputException;
import io.iaas.internal.compute.Redefinition;
import io.iaas.internal.engine.Environment;
import io.iaas.internal.engine.OperationEngine;
import io.iaas.internal.engine.StoppedException;
import io.iaas.reconcile.Drift;
import io.iaas.reconcile.DriftReport;
import io.iaas.reconcile.PeriodicReconcile;
import io.iaas.reconcile.ReapLimit;
import io.iaas.reconcile.ReconcileListener;
import io.iaas.reconcile.ReconcilePlan;
import io.iaas.reconcile.ReconcileService;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Compares all records with the registered host. Of several scans at once, one treats what it saw at a time. */
public final class HostReconcileService implements ReconcileService, AutoCloseable {
    private static final Duration END_LIMIT = Duration.ofSeconds(5);

    private final Environment environment;
    private final Surveyor surveyor;
    private final Redefinition redefinition;
    private final Lock treating = new ReentrantLock();
    private final Set<ReconcileLoop> loops = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Reconciles what an environment has, with the help of its engine. */
    public HostReconcileService(Environment environment, OperationEngine engine) {
        this.environment = environment;
        this.surveyor = new Surveyor(environment);
        this.redefinition = new Redefinition(engine);
    }

    @Override
    public DriftReport report() {
        return scan(new Sightings(), false, Optional.empty(), ReapLimit.DEFAULT);
    }

    @Override
    public DriftReport repair() {
        return scan(new Sightings(), true, Optional.empty(), ReapLimit.DEFAULT);
    }

    @Override
    public DriftReport reap(Duration grace) {
        return reap(grace, ReapLimit.DEFAULT);
    }

    @Override
    public DriftReport reap(Duration grace, ReapLimit limit) {
        if (grace.isNegative()) {
            throw new InvalidInputException("the grace must not be negative");
        }
        Sightings sightings = new Sightings();
        scan(sightings, false, Optional.empty(), limit);
        try {
            environment.time().sleep(grace);
        } catch (InterruptedException e) {
            throw StoppedException.interrupted("waiting for the second scan; nothing was removed");
        }
        // Only what the first scan saw can have outlasted anything; the wait itself has been measured by its sleep.
        return scan(sightings, false, Optional.of(Duration.ZERO), limit);
    }

    @Override
    public PeriodicReconcile periodically(ReconcilePlan plan, ReconcileListener listener) {
        Sightings sightings = new Sightings();
        ReconcileLoop loop = new ReconcileLoop(
                environment.time(),
                plan.interval(),
                () -> scan(sightings, plan.repairs(), plan.reapsAfter(), plan.limit()),
                listener,
                loops::remove);
        loops.add(loop);
        if (closed) {
            throw new ClosedException("Iaas");
        }
        loop.start();
        return loop;
    }

    private DriftReport scan(Sightings sightings, boolean repairs, Optional<Duration> reapsAfter, ReapLimit limit) {
        Survey survey = surveyor.whole();
        List<Drift> drifts = survey.drifts();
        sightings.note(drifts, environment.time().nanoTime());
        if (!repairs && reapsAfter.isEmpty()) {
            return report(survey, drifts, Optional.empty());
        }
        treating.lock();
        try {
            Treatment treatment = new Treatment(surveyor);
            List<Drift> repaired =
                    repairs ? new Repair(environment.repositories(), redefinition, treatment).of(drifts) : drifts;
            Reap reap = new Reap(environment.repositories(), environment.hypervisor(), treatment);
            Reap.Result result = reapsAfter
                    .map(grace -> reap.of(repaired, drift -> sightings.outlasted(drift, grace), limit, survey.owned()))
                    .orElseGet(() -> new Reap.Result(repaired, Optional.empty()));
            return report(survey, result.drifts(), result.breaker());
        } finally {
            treating.unlock();
        }
    }

    private static DriftReport report(Survey survey, List<Drift> drifts, Optional<String> breaker) {
        return new DriftReport(survey.records().now(), survey.scanned(), drifts, breaker);
    }

    /** Ends all periodic scans, and waits a while for those under way. */
    @Override
    public void close() {
        closed = true;
        List<ReconcileLoop> ending = List.copyOf(loops);
        ending.forEach(ReconcileLoop::close);
        ending.forEach(loop -> loop.awaitEnd(END_LIMIT));
    }
}
