package io.iaas.spi.repository;

import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import java.util.List;
import java.util.Optional;

/**
 * The projects. A new database holds the default project, named {@code default}. No repository takes a record of a
 * project that does not exist: it throws {@link IllegalStateException}.
 */
public interface ProjectRepository {
    /**
     * Adds a project that is in use.
     *
     * @throws io.iaas.error.ConflictException NAME_TAKEN
     */
    void insert(Project project);

    /** Returns the project, or empty. */
    Optional<Project> find(ProjectId id);

    /** Returns the project of this name, or empty. */
    Optional<Project> findByName(String name);

    /** Returns all projects in the order of their ids. */
    List<Project> list();

    /** Returns a page of the projects in the order of their ids. */
    Page<Project> list(PageRequest page);

    /** Writes whether anything may be changed in a project; false when there is none of this id. */
    boolean changeState(ProjectId id, Project.State state);

    /**
     * Deletes a project with its memberships, tokens, key pairs and quota, the operations that have ended, and its
     * events. Numbers of events stay taken, and those of other projects do not count as forgotten for it.
     *
     * @return false when there is none of this id
     * @throws IllegalStateException while it has a machine, an image, a flavor, or an operation that has not ended
     */
    boolean delete(ProjectId id);
}
