package io.iaas.memory;

import io.iaas.error.ConflictException;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
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
        put(tables, new Project(project.id(), project.name(), project.createdAt()));
    }

    @Override
    public Optional<Project> find(ProjectId id) {
        return session.tables().projects.get(id.toString());
    }

    @Override
    public Optional<Project> findByName(String name) {
        return session.tables().projectNames.get(name);
    }

    @Override
    public List<Project> list() {
        List<Project> all = new ArrayList<>();
        session.tables().projects.ascend("", "", all::add);
        return List.copyOf(all);
    }

    @Override
    public Page<Project> list(PageRequest page) {
        return Page.of(
                Pages.rows(session.tables().projects, "", page, project -> true),
                page.limit(),
                project -> project.id().toString());
    }

    @Override
    public boolean changeState(ProjectId id, Project.State state) {
        Optional<Project> stored = find(id);
        stored.ifPresent(
                project -> put(session.changing(), new Project(id, project.name(), project.createdAt(), state)));
        return stored.isPresent();
    }

    private static void put(Tables tables, Project project) {
        tables.projects = tables.projects.put(project.id().toString(), project);
        tables.projectNames = tables.projectNames.put(project.name(), project);
    }

    @Override
    public boolean delete(ProjectId id) {
        Tables tables = session.changing();
        Optional<Project> stored = find(id);
        stored.ifPresent(project -> {
            tables.requireEmpty(id);
            tables.projects = tables.projects.remove(id.toString());
            tables.projectNames = tables.projectNames.remove(project.name());
            tables.quotas = tables.quotas.remove(id.toString());
            tables.identity.forget(id);
            OperationIndex.removeAll(tables, id);
            MemoryEvents.removeAll(tables, id);
        });
        return stored.isPresent();
    }
}
