package io.iaas.internal.access;

import io.iaas.audit.AuditAction;
import io.iaas.audit.AuditResource;
import io.iaas.identity.Membership;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.identity.ProjectService;
import io.iaas.identity.UserId;
import io.iaas.internal.audit.Act;
import io.iaas.internal.audit.Deed;
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
        return guard.act(
                Permission.OPERATE,
                Deed.change(AuditAction.PROJECT_CREATE, AuditResource.named(Act.PROJECT, name)),
                () -> projects.create(name));
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
        guard.act(
                Permission.OPERATE,
                Deed.change(AuditAction.PROJECT_DELETE, AuditResource.withId(Act.PROJECT, id)),
                () -> projects.delete(id));
    }

    private ProjectService asked() {
        guard.require(Permission.OPERATE);
        return projects;
    }
}
