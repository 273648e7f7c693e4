package io.iaas.internal.access;

import io.iaas.audit.Actor;
import io.iaas.identity.Caller;
import io.iaas.identity.PermissionDeniedException;
import io.iaas.identity.Role;
import io.iaas.identity.Token;
import io.iaas.internal.identity.Callers;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import java.util.Optional;

/** Whoever shows a token: what it is worth is looked up each time. */
record TokenAccess(Token token) implements Access {
    @Override
    public Clearance check(RepositorySession session, Permission permission) {
        Caller caller = Callers.of(session, token);
        boolean operator = caller.user().administrator();
        switch (permission) {
            case READ -> require(caller, Role.READER);
            case CHANGE -> require(caller, Role.MEMBER);
            case ADMINISTER -> require(caller, Role.ADMIN);
            case OPERATE -> {
                if (!operator) {
                    throw new PermissionDeniedException("only an administrator of the installation may do this");
                }
            }
        }
        return operator ? Clearance.OPERATOR : Clearance.TENANT;
    }

    private static void require(Caller caller, Role needed) {
        if (!caller.role().includes(needed)) {
            throw new PermissionDeniedException("this needs the role " + needed + " in project '"
                    + caller.project().name() + "'; yours is " + caller.role());
        }
    }

    @Override
    public Actor actor(Repositories repositories) {
        return repositories.read(session -> Callers.actor(session, token));
    }

    @Override
    public Optional<Caller> caller(RepositorySession session) {
        return Optional.of(Callers.of(session, token));
    }
}
