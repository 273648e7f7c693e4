package io.iaas.examples.tenants;

import io.iaas.identity.AuthenticationService;
import io.iaas.identity.IdentityService;
import io.iaas.identity.MemberService;
import io.iaas.identity.Password;
import io.iaas.identity.ProjectId;
import io.iaas.identity.ProjectService;
import io.iaas.identity.User;
import io.iaas.identity.UserService;
import io.iaas.quota.QuotaService;

/** The services of identity that somebody took hold of earlier. */
record HeldIdentity(
        IdentityService identity,
        UserService users,
        ProjectService projects,
        MemberService members,
        QuotaService quotas,
        AuthenticationService authentication)
        implements IdentityService {
    static HeldIdentity of(IdentityService identity, ProjectId project) {
        return new HeldIdentity(
                identity,
                identity.users(),
                identity.projects(),
                identity.members(project),
                identity.quotas(project),
                identity.authentication());
    }

    @Override
    public User createFirstAdministrator(String name, Password password) {
        return identity.createFirstAdministrator(name, password);
    }

    @Override
    public MemberService members(ProjectId project) {
        return members;
    }

    @Override
    public QuotaService quotas(ProjectId project) {
        return quotas;
    }
}
