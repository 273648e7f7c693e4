package io.iaas.internal.event;

import io.iaas.internal.audit.Trail;
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

/** A unit of work whose changes are noted. */
final class RecordedSession implements RepositorySession {
    private final RepositorySession session;
    private final RecordedVms vms;
    private final RecordedImages images;
    private final RecordedOperations operations;

    RecordedSession(RepositorySession session, Recording recording, Trail trail) {
        this.session = session;
        this.vms = new RecordedVms(session, recording);
        this.images = new RecordedImages(session, recording);
        this.operations = new RecordedOperations(session, recording, trail);
    }

    @Override
    public Instant now() {
        return session.now();
    }

    @Override
    public String installation() {
        return session.installation();
    }

    @Override
    public ProjectRepository projects() {
        return session.projects();
    }

    @Override
    public IdentityRepositories identity() {
        return session.identity();
    }

    @Override
    public FlavorRepository flavors() {
        return session.flavors();
    }

    @Override
    public ImageRepository images() {
        return images;
    }

    @Override
    public VmRepository vms() {
        return vms;
    }

    @Override
    public OperationRepository operations() {
        return operations;
    }

    @Override
    public StepRepository steps() {
        return session.steps();
    }

    @Override
    public LedgerRepository ledger() {
        return session.ledger();
    }

    @Override
    public EventRepository events() {
        return session.events();
    }

    @Override
    public AuditRepository audit() {
        return session.audit();
    }
}
