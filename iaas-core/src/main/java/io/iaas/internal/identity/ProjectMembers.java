package io.iaas.internal.identity;

import io.iaas.error.NotFoundException;
import io.iaas.identity.MemberService;
import io.iaas.identity.Membership;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.identity.Role;
import io.iaas.identity.User;
import io.iaas.identity.UserId;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.Repositories;

/** The members of one project. */
final class ProjectMembers implements MemberService {
    private final ProjectId project;
    private final Repositories repositories;

    ProjectMembers(ProjectId project, Repositories repositories) {
        this.project = project;
        this.repositories = repositories;
    }

    @Override
    public Page<Membership> list(PageRequest page) {
        return repositories.read(session -> session.identity()
                .memberships()
                .ofProject(RegisteredProjects.stored(session, project).id(), page));
    }

    @Override
    public Membership assign(UserId user, Role role) {
        return repositories.write(session -> {
            Project existing = RegisteredProjects.stored(session, project);
            User member = RegisteredUsers.stored(session, user).user();
            session.identity().memberships().put(project, user, role);
            return new Membership(existing, user, member.name(), role);
        });
    }

    @Override
    public void revoke(UserId user) {
        repositories.<Boolean>write(session -> {
            Project existing = RegisteredProjects.stored(session, project);
            if (!session.identity().memberships().delete(existing.id(), user)) {
                throw new NotFoundException("member", user);
            }
            return true;
        });
    }
}
