package io.iaas.internal.access;

import io.iaas.error.NotFoundException;
import io.iaas.identity.Caller;
import io.iaas.identity.ProjectId;
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

    @Override
    public Optional<Caller> caller(RepositorySession session) {
        check(session, Permission.READ);
        return Optional.empty();
    }
}
