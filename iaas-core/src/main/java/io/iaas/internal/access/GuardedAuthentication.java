package io.iaas.internal.access;

import io.iaas.audit.AuditAction;
import io.iaas.identity.AuthenticationService;
import io.iaas.identity.Caller;
import io.iaas.identity.IssuedToken;
import io.iaas.identity.Password;
import io.iaas.identity.ProjectId;
import io.iaas.identity.Token;
import io.iaas.identity.UserId;
import io.iaas.internal.audit.Deed;

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
        allow(AuditAction.TOKEN_ISSUE);
        return authentication.authenticate(userName, password, project);
    }

    @Override
    public Caller validate(Token token) {
        guard.require(Permission.OPERATE);
        return authentication.validate(token);
    }

    @Override
    public void revoke(Token token) {
        allow(AuditAction.TOKEN_REVOKE);
        authentication.revoke(token);
    }

    @Override
    public void revokeAll(UserId user) {
        guard.act(
                Permission.OPERATE, Deed.change(AuditAction.TOKENS_REVOKE, user), () -> authentication.revokeAll(user));
    }

    @Override
    public void changePassword(String userName, Password present, Password next) {
        allow(AuditAction.PASSWORD_CHANGE);
        authentication.changePassword(userName, present, next);
    }

    /** The service itself tells of what a password or a token proves: nobody else knows whose act it is. */
    private void allow(AuditAction action) {
        guard.act(Permission.OPERATE, Deed.toldElsewhere(action), () -> {});
    }
}
