package io.iaas.internal.access;

import io.iaas.identity.Membership;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.identity.ProjectService;
import io.iaas.identity.UserId;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import java.util.List;
import java.util.Optional;

/** The projects, for an administrator's view. */
final class GuardedProjects implements ProjectService {
    private final ProjectService projects;
    private final Guard guard;

    GuardedProjects(ProjectService projects, Guard guard) {
        this.projects = projects;
        this.guard = guard;
    }

    @Override
    public Project create(String name) {
        return asked().create(name);
    }

    @Override
    public Optional<Project> find(String name) {
        return asked().find(name);
    }

    @Override
    public Project get(String name) {
        return asked().get(name);
    }

    @Override
    public Project get(ProjectId id) {
        return asked().get(id);
    }

    @Override
    public Page<Project> list(PageRequest page) {
        return asked().list(page);
    }

    @Override
    public List<Membership> of(UserId user) {
        return asked().of(user);
    }

    @Override
    public void delete(ProjectId id) {
        asked().delete(id);
    }

    private ProjectService asked() {
        guard.require(Permission.OPERATE);
        return projects;
    }
}
