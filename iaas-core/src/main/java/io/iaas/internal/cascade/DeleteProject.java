package io.iaas.internal.cascade;

import io.iaas.compute.Flavor;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.internal.engine.OperationDefinition;
import io.iaas.internal.engine.Step;
import io.iaas.operation.OperationKind;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StepRecord;
import io.iaas.spi.repository.StoredOperation;
import java.util.List;

/**
 * Deletes a project with all that it holds. From its first step on it only goes forward: what is deleted by then does not
 * come back. As long as it is unfinished, and no longer, the project is closed.
 */
public final class DeleteProject implements OperationDefinition<ProjectId> {
    private static final List<Step> STEPS = List.of(new DeleteMachines(), new DeleteImages());

    @Override
    public OperationKind kind() {
        return OperationKind.PROJECT_DELETE;
    }

    @Override
    public List<Step> steps() {
        return STEPS;
    }

    @Override
    public ProjectId result(RepositorySession session, StoredOperation operation) {
        return project(operation);
    }

    @Override
    public void succeeded(RepositorySession session, StoredOperation operation, List<StepRecord> journal) {
        ProjectId project = project(operation);
        for (Flavor flavor : session.flavors().list(project)) {
            session.flavors().unpublish(project, flavor.name());
            session.flavors().delete(project, flavor.name());
        }
        session.projects().delete(project);
    }

    @Override
    public void rolledBack(RepositorySession session, StoredOperation operation) {
        open(session, operation);
    }

    /** What is left is its members' again; the project can be deleted once more. */
    @Override
    public void abandoned(RepositorySession session, StoredOperation operation) {
        open(session, operation);
    }

    private static void open(RepositorySession session, StoredOperation operation) {
        session.projects().changeState(project(operation), Project.State.ACTIVE);
    }

    @Override
    public List<StoredOperation> blockedParts(RepositorySession session, StoredOperation operation) {
        return Contents.blocked(session, project(operation));
    }

    static ProjectId project(StoredOperation operation) {
        return new ProjectId(operation.target().id());
    }
}
