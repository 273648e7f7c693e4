package io.iaas.memory;

import io.iaas.error.ConflictException;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.spi.repository.ProjectRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class MemoryProjects implements ProjectRepository {
    private final MemorySession session;

    MemoryProjects(MemorySession session) {
        this.session = session;
    }

    @Override
    public void insert(Project project) {
        Tables tables = session.changing();
        if (tables.projectNames.contains(project.name())) {
            throw ConflictException.nameTaken("project", project.name());
        }
        tables.projects = tables.projects.put(project.id().toString(), project);
        tables.projectNames = tables.projectNames.put(project.name(), project);
    }

    @Override
    public Optional<Project> find(ProjectId id) {
        return session.tables().projects.get(id.toString());
    }

    @Override
    public List<Project> list() {
        List<Project> all = new ArrayList<>();
        session.tables().projects.ascend("", "", all::add);
        return List.copyOf(all);
    }
}
