package io.iaas.internal.access;

import io.iaas.audit.Actor;
import io.iaas.audit.AuditAction;
import io.iaas.internal.audit.Acting;
import io.iaas.internal.audit.Deed;
import io.iaas.reconcile.DriftReport;
import io.iaas.reconcile.PeriodicReconcile;
import io.iaas.reconcile.ReapLimit;
import io.iaas.reconcile.ReconcileListener;
import io.iaas.reconcile.ReconcilePlan;
import io.iaas.reconcile.ReconcileService;
import io.iaas.spi.repository.Repositories;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** What compares the records with the hosts, for the host application: the audit trail tells what it has done. */
public final class GuardedReconcile implements ReconcileService {
    private final ReconcileService reconcile;
    private final Repositories repositories;

    /** Guards the service. */
    public GuardedReconcile(ReconcileService reconcile, Repositories repositories) {
        this.reconcile = reconcile;
        this.repositories = repositories;
    }

    @Override
    public DriftReport report() {
        return reconcile.report();
    }

    @Override
    public DriftReport repair() {
        return told(AuditAction.RECONCILE_REPAIR, reconcile::repair);
    }

    @Override
    public DriftReport reap(Duration grace) {
        return told(AuditAction.RECONCILE_REAP, () -> reconcile.reap(grace));
    }

    @Override
    public DriftReport reap(Duration grace, ReapLimit limit) {
        return told(AuditAction.RECONCILE_REAP, () -> reconcile.reap(grace, limit));
    }

    @Override
    public PeriodicReconcile periodically(ReconcilePlan plan, ReconcileListener listener) {
        return told(AuditAction.RECONCILE_START, () -> reconcile.periodically(plan, listener));
    }

    private <T> T told(AuditAction action, Supplier<T> call) {
        return Acting.around(
                repositories, Deed.toldElsewhere(action).by(Actor.HOST_APPLICATION, Optional.empty()), call);
    }
}
