package io.iaas.spi.repository;

import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import java.util.List;
import java.util.Optional;

/**
 * The projects. A new database holds the default project, named {@code default}. No repository takes a record of a
 * project that does not exist: it throws {@link IllegalStateException}.
 */
public interface ProjectRepository {
    /**
     * Adds a project.
     *
     * @throws io.iaas.error.ConflictException NAME_TAKEN
     */
    void insert(Project project);

    /** Returns the project, or empty. */
    Optional<Project> find(ProjectId id);

    /** Returns all projects in the order of their ids. */
    List<Project> list();
}
