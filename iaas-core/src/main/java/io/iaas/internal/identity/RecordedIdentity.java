package io.iaas.internal.identity;

import io.iaas.identity.AuthenticationService;
import io.iaas.identity.IdentityService;
import io.iaas.identity.MemberService;
import io.iaas.identity.Password;
import io.iaas.identity.ProjectId;
import io.iaas.identity.ProjectService;
import io.iaas.identity.User;
import io.iaas.identity.UserService;
import io.iaas.internal.engine.TimeOrderedIds;
import io.iaas.quota.QuotaService;
import io.iaas.spi.repository.Repositories;
import java.time.Duration;

/** Who may do what, as it is recorded. */
public final class RecordedIdentity implements IdentityService {
    private final Repositories repositories;
    private final RegisteredUsers users;
    private final RegisteredProjects projects;
    private final PasswordAuthentication authentication;

    /**
     * Creates the service.
     *
     * @param lifetime how long a token is valid
     */
    public RecordedIdentity(Repositories repositories, PasswordHashing hashing, TimeOrderedIds ids, Duration lifetime) {
        this.repositories = repositories;
        this.users = new RegisteredUsers(repositories, hashing, ids);
        this.projects = new RegisteredProjects(repositories, ids);
        this.authentication = new PasswordAuthentication(repositories, hashing, lifetime);
    }

    @Override
    public User createFirstAdministrator(String name, Password password) {
        return users.createFirst(name, password);
    }

    @Override
    public UserService users() {
        return users;
    }

    @Override
    public ProjectService projects() {
        return projects;
    }

    @Override
    public MemberService members(ProjectId project) {
        return new ProjectMembers(project, repositories);
    }

    @Override
    public QuotaService quotas(ProjectId project) {
        return new ProjectQuota(project, repositories);
    }

    @Override
    public AuthenticationService authentication() {
        return authentication;
    }
}
