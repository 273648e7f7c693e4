package io.iaas.identity;

import io.iaas.quota.QuotaService;

/**
 * Who may do what: users, projects with their quotas, the roles of users in projects, and the tokens that they work
 * with. Whoever holds this service administers the installation. A new installation has no user. Safe for use by many
 * threads.
 */
public interface IdentityService {
    /**
     * Creates the first user, who administers the installation. Of several callers at once, one succeeds.
     *
     * @throws io.iaas.error.ConflictException {@code WRONG_STATE} when there is a user already
     */
    User createFirstAdministrator(String name, Password password);

    /** Returns the users. */
    UserService users();

    /** Returns the projects. */
    ProjectService projects();

    /** Returns the members of a project; whether it exists, each call of the service looks. */
    MemberService members(ProjectId project);

    /** Returns the quota of a project; whether it exists, each call of the service looks. */
    QuotaService quotas(ProjectId project);

    /** Returns what turns passwords into tokens. */
    AuthenticationService authentication();
}
