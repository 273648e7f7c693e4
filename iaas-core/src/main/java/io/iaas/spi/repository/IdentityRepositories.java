package io.iaas.spi.repository;

/**
 * The repositories of who may do what and hold how much, within one unit of work. See {@link RepositorySession} for its
 * rules.
 */
public interface IdentityRepositories {
    /** Returns the users. */
    UserRepository users();

    /** Returns the roles of users in projects. */
    MembershipRepository memberships();

    /** Returns the tokens. */
    TokenRepository tokens();

    /** Returns the quotas of projects. */
    QuotaRepository quotas();

    /** Returns the key pairs of projects. */
    KeyPairRepository keyPairs();

    /** Returns the log-ins that failed. */
    LoginFailureRepository loginFailures();
}
