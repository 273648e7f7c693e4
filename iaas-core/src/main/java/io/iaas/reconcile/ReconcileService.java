package io.iaas.reconcile;

import java.time.Duration;

/**
 * Compares the records with the hosts, over all projects. Safe for use by many threads.
 *
 * <p>What belongs to another installation or to none is never reported and never touched. A resource is ours when its
 * name, its mark and a line of the ledger together prove it. A machine or image with an unfinished operation, a blocked
 * one included, is left alone. Everything is looked at again right before it is changed.
 *
 * <p>Every method throws {@link io.iaas.spi.hypervisor.HypervisorException} or
 * {@link io.iaas.spi.repository.RepositoryException} when a host or the database does not answer to the scan; what goes
 * wrong behind it is in the report.
 */
public interface ReconcileService {
    /** Looks and changes nothing; a few calls to each host, however many machines there are. */
    DriftReport report();

    /**
     * Looks, and puts right what needs no removal: a record takes the state that its guest is in; a machine whose
     * domain is missing and whose disks are there is defined again, powered off, by an operation that is waited for at
     * most a minute; a line of the ledger takes what was seen. Never starts a guest.
     */
    DriftReport repair();

    /** Does {@link #reap(Duration, ReapLimit)} within {@link ReapLimit#DEFAULT}. */
    DriftReport reap(Duration grace);

    /**
     * Looks twice, this long apart, and removes what nobody wanted both times: ghost domains, whose power is cut, and
     * orphan volumes. Blocks for the grace and the calls to the host.
     *
     * @param grace longer than the longest call to the hypervisor, so that what a lost worker was about to do has been
     *     done; some minutes
     * @param limit when more would be removed, nothing is, and the report says so
     * @return the second scan, and what was done
     * @throws io.iaas.error.IaasException with code {@code CANCELLED} when the thread is interrupted in the grace (its
     *     interrupt flag is set again)
     */
    DriftReport reap(Duration grace, ReapLimit limit);

    /**
     * Scans again and again, on a daemon thread of its own, the first time at once. When each drift was seen first is
     * kept in memory, so that a new start begins every grace anew. One process on a database is enough.
     */
    PeriodicReconcile periodically(ReconcilePlan plan, ReconcileListener listener);
}
