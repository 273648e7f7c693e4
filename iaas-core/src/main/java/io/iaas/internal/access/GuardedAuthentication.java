package io.iaas.internal.access;

import io.iaas.identity.AuthenticationService;
import io.iaas.identity.Caller;
import io.iaas.identity.IssuedToken;
import io.iaas.identity.Password;
import io.iaas.identity.ProjectId;
import io.iaas.identity.Token;
import io.iaas.identity.UserId;

/** What turns passwords into tokens, for an administrator's view. */
final class GuardedAuthentication implements AuthenticationService {
    private final AuthenticationService authentication;
    private final Guard guard;

    GuardedAuthentication(AuthenticationService authentication, Guard guard) {
        this.authentication = authentication;
        this.guard = guard;
    }

    @Override
    public IssuedToken authenticate(String userName, Password password, ProjectId project) {
        return asked().authenticate(userName, password, project);
    }

    @Override
    public Caller validate(Token token) {
        return asked().validate(token);
    }

    @Override
    public void revoke(Token token) {
        asked().revoke(token);
    }

    @Override
    public void revokeAll(UserId user) {
        asked().revokeAll(user);
    }

    @Override
    public void changePassword(String userName, Password present, Password next) {
        asked().changePassword(userName, present, next);
    }

    private AuthenticationService asked() {
        guard.require(Permission.OPERATE);
        return authentication;
    }
}
