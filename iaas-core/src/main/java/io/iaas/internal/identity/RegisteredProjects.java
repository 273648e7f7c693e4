package io.iaas.internal.identity;

import io.iaas.error.ConflictException;
import io.iaas.error.ErrorCode;
import io.iaas.error.NotFoundException;
import io.iaas.identity.Membership;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.identity.ProjectService;
import io.iaas.identity.UserId;
import io.iaas.internal.engine.TimeOrderedIds;
import io.iaas.internal.project.ProjectInUse;
import io.iaas.name.ResourceName;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import java.util.List;
import java.util.Optional;

/** The projects of the installation. */
final class RegisteredProjects implements ProjectService {
    private final Repositories repositories;
    private final TimeOrderedIds ids;

    RegisteredProjects(Repositories repositories, TimeOrderedIds ids) {
        this.repositories = repositories;
        this.ids = ids;
    }

    @Override
    public Project create(String name) {
        ResourceName.check("project", name);
        ProjectId id = new ProjectId(ids.next());
        return repositories.write(session -> {
            Project project = new Project(id, name, session.now());
            session.projects().insert(project);
            return project;
        });
    }

    @Override
    public Optional<Project> find(String name) {
        return repositories.read(session -> session.projects().findByName(name));
    }

    @Override
    public Project get(String name) {
        return find(name).orElseThrow(() -> new NotFoundException("project", name));
    }

    @Override
    public Project get(ProjectId id) {
        return repositories.read(session -> stored(session, id));
    }

    @Override
    public Page<Project> list(PageRequest page) {
        return repositories.read(session -> session.projects().list(page));
    }

    @Override
    public List<Membership> of(UserId user) {
        return repositories.read(session -> session.identity()
                .memberships()
                .ofUser(RegisteredUsers.stored(session, user).user().id()));
    }

    @Override
    public void delete(ProjectId id) {
        ProjectInUse.refuseDefault(id);
        repositories.<Boolean>write(session -> {
            Project project = ProjectInUse.get(session, id);
            String contents = ProjectContents.of(session, id);
            if (!contents.isEmpty()) {
                throw new ConflictException(ErrorCode.IN_USE, "project '" + project.name() + "' holds " + contents);
            }
            return session.projects().delete(id);
        });
    }

    static Project stored(RepositorySession session, ProjectId id) {
        return session.projects().find(id).orElseThrow(() -> new NotFoundException("project", id));
    }
}
