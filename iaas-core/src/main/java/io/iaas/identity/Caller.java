package io.iaas.identity;

import java.time.Instant;

/**
 * Whom a token speaks for, as of the call that asked.
 *
 * @param user the user
 * @param project the project that the token opens
 * @param role what the user may do there now; ADMIN for those who administer the installation
 * @param expiresAt from when on the token is refused, by the database's clock
 */
public record Caller(User user, Project project, Role role, Instant expiresAt) {}
