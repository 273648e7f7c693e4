package io.iaas.spi.repository;

import java.time.Instant;

/**
 * The repositories within one unit of work; valid on its thread until it ends. Behind its end and on other threads, its
 * methods and those of its repositories throw {@link IllegalStateException}.
 */
public interface RepositorySession {
    /**
     * Returns the database's clock, to the millisecond and the same throughout a unit of work: the only clock that
     * leases are measured by. Repositories keep times to the millisecond.
     */
    Instant now();

    /** Returns the installation: 12 lower-case hexadecimal digits, made at random with the database and never changed. */
    String installation();

    /** Returns the projects. */
    ProjectRepository projects();

    /** Returns the users, and what they may do. */
    IdentityRepositories identity();

    /** Returns the flavors. */
    FlavorRepository flavors();

    /** Returns the images. */
    ImageRepository images();

    /** Returns the virtual machines. */
    VmRepository vms();

    /** Returns the operations. */
    OperationRepository operations();

    /** Returns the operations' steps. */
    StepRepository steps();

    /** Returns the ledger of what was made on hosts. */
    LedgerRepository ledger();

    /** Returns the events. */
    EventRepository events();

    /** Returns the audit trail. */
    AuditRepository audit();
}
