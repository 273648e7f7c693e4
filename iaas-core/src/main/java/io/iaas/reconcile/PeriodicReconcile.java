package io.iaas.reconcile;

/** Scans that go on until this is closed, or the instance of the library is. */
public interface PeriodicReconcile extends AutoCloseable {
    /** Ends the scans, the one under way at its next wait. Idempotent, and returns at once. */
    @Override
    void close();
}
