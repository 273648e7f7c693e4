package io.iaas.internal.access;

import io.iaas.audit.Actor;
import io.iaas.error.NotFoundException;
import io.iaas.identity.Caller;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import java.util.Optional;

/** The host application itself: it may do everything in a project that exists. */
record TrustedAccess(ProjectId project) implements Access {
    @Override
    public Clearance check(RepositorySession session, Permission permission) {
        if (session.projects().find(project).isEmpty()) {
            throw new NotFoundException("project", project);
        }
        return Clearance.OPERATOR;
    }

    /** The default project always stays: nobody need look. */
    @Override
    public Clearance check(Repositories repositories, Permission permission) {
        return project.equals(Project.DEFAULT) ? Clearance.OPERATOR : Access.super.check(repositories, permission);
    }

    @Override
    public Actor actor(Repositories repositories) {
        return Actor.HOST_APPLICATION;
    }

    @Override
    public Optional<Caller> caller(RepositorySession session) {
        check(session, Permission.READ);
        return Optional.empty();
    }
}
