package io.iaas.spi.repository;

import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import java.util.Optional;

/** The projects. A new database holds the default project, named {@code default}. */
public interface ProjectRepository {
    /** Returns the project, or empty. */
    Optional<Project> find(ProjectId id);
}
