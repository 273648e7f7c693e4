package io.iaas.internal.operation;

import io.iaas.error.NotFoundException;
import io.iaas.identity.ProjectId;
import io.iaas.internal.engine.OperationEngine;
import io.iaas.operation.JournalStep;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationInfo;
import io.iaas.operation.OperationQuery;
import io.iaas.operation.OperationService;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.ResourceKey;
import io.iaas.spi.repository.StepRecord;
import io.iaas.spi.repository.StoredOperation;
import java.util.List;
import java.util.Optional;

/** The operations of one project. */
public final class ProjectOperationService implements OperationService {
    private final ProjectId project;
    private final Repositories repositories;
    private final OperationEngine engine;

    /** Scopes the service to a project. */
    public ProjectOperationService(ProjectId project, Repositories repositories, OperationEngine engine) {
        this.project = project;
        this.repositories = repositories;
        this.engine = engine;
    }

    @Override
    public Optional<Operation<?>> find(OperationId id) {
        return repositories.read(session -> stored(session, id)).map(engine::handle);
    }

    @Override
    public Operation<?> get(OperationId id) {
        return find(id).orElseThrow(() -> new NotFoundException("operation", id));
    }

    @Override
    public Page<OperationInfo> list(OperationQuery query, PageRequest page) {
        return repositories
                .read(session -> session.operations().list(project, query, page))
                .map(engine::info);
    }

    @Override
    public Operation<?> retry(OperationId id) {
        return engine.retry(project, id);
    }

    @Override
    public OperationInfo abandon(OperationId id) {
        return engine.abandon(project, id);
    }

    @Override
    public List<JournalStep> journal(OperationId id) {
        List<StepRecord> steps = repositories.read(session -> stored(session, id)
                .map(stored -> session.steps().list(id))
                .orElseThrow(() -> new NotFoundException("operation", id)));
        return steps.stream()
                .map(step -> new JournalStep(
                        step.sequence(),
                        step.name(),
                        step.state(),
                        step.resource().map(ResourceKey::toString)))
                .toList();
    }

    private Optional<StoredOperation> stored(RepositorySession session, OperationId id) {
        return session.operations().find(project, id);
    }
}
