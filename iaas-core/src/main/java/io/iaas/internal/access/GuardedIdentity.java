package io.iaas.internal.access;

import io.iaas.audit.AuditAction;
import io.iaas.audit.AuditResource;
import io.iaas.identity.AuthenticationService;
import io.iaas.identity.IdentityService;
import io.iaas.identity.MemberService;
import io.iaas.identity.Password;
import io.iaas.identity.ProjectId;
import io.iaas.identity.ProjectService;
import io.iaas.identity.User;
import io.iaas.identity.UserService;
import io.iaas.internal.audit.Act;
import io.iaas.internal.audit.Deed;
import io.iaas.quota.QuotaService;
import java.util.Optional;

/** Who may do what, for an administrator's view: whether he still is one is asked at every call. */
final class GuardedIdentity implements IdentityService {
    private final IdentityService identity;
    private final Guard guard;

    GuardedIdentity(IdentityService identity, Guard guard) {
        this.identity = identity;
        this.guard = guard;
    }

    @Override
    public User createFirstAdministrator(String name, Password password) {
        return guard.act(
                Permission.OPERATE,
                Deed.change(AuditAction.ADMINISTRATOR_CREATE, AuditResource.named(Act.USER, name)),
                () -> identity.createFirstAdministrator(name, password));
    }

    @Override
    public UserService users() {
        guard.require(Permission.OPERATE);
        return new GuardedUsers(identity.users(), guard);
    }

    @Override
    public ProjectService projects() {
        guard.require(Permission.OPERATE);
        return new GuardedProjects(identity.projects(), guard);
    }

    @Override
    public MemberService members(ProjectId project) {
        guard.require(Permission.OPERATE);
        return new GuardedMembers(
                identity.members(project), guard.in(Optional.of(project)), Permission.OPERATE, Permission.OPERATE);
    }

    @Override
    public QuotaService quotas(ProjectId project) {
        guard.require(Permission.OPERATE);
        return new GuardedQuota(identity.quotas(project), guard.in(Optional.of(project)), Permission.OPERATE);
    }

    @Override
    public AuthenticationService authentication() {
        guard.require(Permission.OPERATE);
        return new GuardedAuthentication(identity.authentication(), guard);
    }
}
