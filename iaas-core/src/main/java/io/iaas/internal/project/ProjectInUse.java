package io.iaas.internal.project;

import io.iaas.error.ConflictException;
import io.iaas.error.ErrorCode;
import io.iaas.error.NotFoundException;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.spi.repository.RepositorySession;
import java.util.Optional;

/** Tells projects that something may be changed in from those that are gone or going. */
public final class ProjectInUse {
    private ProjectInUse() {}

    /** Lets a change in a project go on; the default project always stays, so nobody looks. */
    public static void require(RepositorySession session, ProjectId id) {
        if (!id.equals(Project.DEFAULT)) {
            get(session, id);
        }
    }

    /**
     * Refuses to delete the default project.
     *
     * @throws ConflictException WRONG_STATE
     */
    public static void refuseDefault(ProjectId id) {
        if (id.equals(Project.DEFAULT)) {
            throw new ConflictException(ErrorCode.WRONG_STATE, "the default project always stays");
        }
    }

    /** Returns whether a project is there, and not being deleted. */
    public static boolean is(RepositorySession session, ProjectId id) {
        return session.projects()
                .find(id)
                .filter(project -> project.state() == Project.State.ACTIVE)
                .isPresent();
    }

    /**
     * Returns a project that is in use.
     *
     * @throws NotFoundException when there is none of this id
     * @throws ConflictException WRONG_STATE while it is being deleted
     */
    public static Project get(RepositorySession session, ProjectId id) {
        Project project = session.projects().find(id).orElseThrow(() -> new NotFoundException("project", id));
        refusal(project).ifPresent(refusal -> {
            throw refusal;
        });
        return project;
    }

    /** Returns why nothing may be changed in a project; empty when all may. */
    public static Optional<ConflictException> refusal(Project project) {
        return project.state() == Project.State.ACTIVE
                ? Optional.empty()
                : Optional.of(new ConflictException(
                        ErrorCode.WRONG_STATE,
                        "project '" + project.name() + "' is being deleted with all that it holds"));
    }
}
