package io.iaas.memory;

import io.iaas.spi.repository.AuditRepository;
import io.iaas.spi.repository.EventRepository;
import io.iaas.spi.repository.FlavorRepository;
import io.iaas.spi.repository.IdentityRepositories;
import io.iaas.spi.repository.ImageRepository;
import io.iaas.spi.repository.LedgerRepository;
import io.iaas.spi.repository.OperationRepository;
import io.iaas.spi.repository.ProjectRepository;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StepRepository;
import io.iaas.spi.repository.VmRepository;
import java.time.Instant;

/** A unit of work on a copy of the tables. */
final class MemorySession implements RepositorySession {
    private final Tables tables;
    private final String installation;
    private final Instant now;
    private final boolean writes;
    private final Thread thread = Thread.currentThread();
    private boolean ended;

    MemorySession(Tables tables, String installation, Instant now, boolean writes) {
        this.tables = tables;
        this.installation = installation;
        this.now = now;
        this.writes = writes;
    }

    /** Returns the tables to read from. */
    Tables tables() {
        if (ended) {
            throw new IllegalStateException("the unit of work has ended");
        }
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException("the unit of work belongs to another thread");
        }
        return tables;
    }

    /** Returns the tables to change. */
    Tables changing() {
        if (!writes) {
            throw new IllegalStateException("the unit of work only reads");
        }
        return tables();
    }

    void end() {
        ended = true;
    }

    @Override
    public Instant now() {
        tables();
        return now;
    }

    @Override
    public String installation() {
        tables();
        return installation;
    }

    @Override
    public ProjectRepository projects() {
        return new MemoryProjects(this);
    }

    @Override
    public IdentityRepositories identity() {
        return new MemoryIdentity(this);
    }

    @Override
    public FlavorRepository flavors() {
        return new MemoryFlavors(this);
    }

    @Override
    public ImageRepository images() {
        return new MemoryImages(this);
    }

    @Override
    public VmRepository vms() {
        return new MemoryVms(this);
    }

    @Override
    public OperationRepository operations() {
        return new MemoryOperations(this);
    }

    @Override
    public StepRepository steps() {
        return new MemorySteps(this);
    }

    @Override
    public LedgerRepository ledger() {
        return new MemoryLedger(this);
    }

    @Override
    public EventRepository events() {
        return new MemoryEvents(this);
    }

    @Override
    public AuditRepository audit() {
        return new MemoryAudit(this);
    }
}
