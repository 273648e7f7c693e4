package io.iaas.internal.cascade;

import io.iaas.cascade.CascadeService;
import io.iaas.error.ConflictException;
import io.iaas.error.ErrorCode;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.internal.engine.OperationEngine;
import io.iaas.internal.engine.Submission;
import io.iaas.internal.project.ProjectInUse;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationTarget;
import io.iaas.operation.SubmitOptions;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StoredOperation;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Submits deletes of projects with all that they hold. The operation belongs to the default project: it outlives the
 * one that it deletes.
 */
public final class ProjectCascade implements CascadeService {
    private final OperationEngine engine;
    private final SubmitOptions options;

    /** Submits to an engine. */
    public ProjectCascade(OperationEngine engine) {
        this(engine, SubmitOptions.none());
    }

    private ProjectCascade(OperationEngine engine, SubmitOptions options) {
        this.engine = engine;
        this.options = options;
    }

    @Override
    public CascadeService with(SubmitOptions chosen) {
        return new ProjectCascade(engine, chosen);
    }

    /** Closes the project in the transaction that records the operation, so that nothing comes in behind it. */
    @Override
    public Operation<ProjectId> deleteProject(ProjectId id) {
        ProjectInUse.refuseDefault(id);
        Submission submission = new Submission(
                Project.DEFAULT,
                engine.newId(),
                OperationKind.PROJECT_DELETE,
                Map.of("project", id.toString()),
                options);
        return engine.submit(submission, session -> {
            Project project = ProjectInUse.get(session, id);
            refuseUsedByOthers(session, project);
            refuseBlocked(session, project);
            session.projects().changeState(id, Project.State.DELETING);
            return new OperationEngine.Request(
                    new OperationTarget(OperationTarget.PROJECT, id.value(), project.name()), Map.of());
        });
    }

    /** Whose they are is not for the project's own people to know, so they are counted and not named. */
    private static void refuseUsedByOthers(RepositorySession session, Project project) {
        long others = Contents.images(session, project.id()).stream()
                .mapToLong(image -> session.vms().countOthersUsing(project.id(), image.id()))
                .sum();
        if (others > 0) {
            throw new ConflictException(
                    ErrorCode.IN_USE,
                    "images of project '" + project.name() + "' are used by VMs of other projects (" + others + ")");
        }
    }

    private static void refuseBlocked(RepositorySession session, Project project) {
        List<StoredOperation> blocked = Contents.blocked(session, project.id());
        if (!blocked.isEmpty()) {
            throw new ConflictException(
                    ErrorCode.IN_USE,
                    "project '" + project.name() + "' holds operations that are blocked; retry or abandon them: "
                            + blocked.stream()
                                    .map(operation -> operation.id().toString())
                                    .collect(Collectors.joining(", ")));
        }
    }
}
