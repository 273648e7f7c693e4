package io.iaas.reconcile;

/** Hears of periodic scans, on the thread that makes them. What it throws is logged and ends nothing. */
@FunctionalInterface
public interface ReconcileListener {
    /** Called after each scan that came to its end, and what was to be done about it. */
    void scanned(DriftReport report);

    /** Called when a scan failed, which was logged: a host or the database does not answer. The next one comes in time. */
    default void failed(RuntimeException error) {}
}
