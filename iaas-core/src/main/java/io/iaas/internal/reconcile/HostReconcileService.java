package io.iaas.internal.reconcile;

import io.iaas.internal.engine.Environment;
import io.iaas.internal.engine.OperationEngine;
import io.iaas.reconcile.DriftReport;
import io.iaas.reconcile.PeriodicReconcile;
import io.iaas.reconcile.ReapLimit;
import io.iaas.reconcile.ReconcileListener;
import io.iaas.reconcile.ReconcilePlan;
import io.iaas.reconcile.ReconcileService;
import java.time.Duration;

/** Compares all records with the registered host. */
public final class HostReconcileService implements ReconcileService, AutoCloseable {
    /** Reconciles what an environment has. */
    public HostReconcileService(Environment environment, OperationEngine engine) {}

    @Override
    public DriftReport report() {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public DriftReport repair() {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public DriftReport reap(Duration grace) {
        return reap(grace, ReapLimit.DEFAULT);
    }

    @Override
    public DriftReport reap(Duration grace, ReapLimit limit) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public PeriodicReconcile periodically(ReconcilePlan plan, ReconcileListener listener) {
        throw new UnsupportedOperationException("not yet");
    }

    /** Ends all periodic scans. */
    @Override
    public void close() {}
}
