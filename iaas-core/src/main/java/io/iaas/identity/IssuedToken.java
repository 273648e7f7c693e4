package io.iaas.identity;

import java.time.Instant;

/**
 * A token that was just issued: the only time that it can be read. What its user may do is no part of it; that is looked
 * up at each use.
 *
 * @param token what its bearer shows
 * @param userId whose it is
 * @param projectId the one project that it opens
 * @param expiresAt from when on it is refused, by the database's clock
 */
public record IssuedToken(Token token, UserId userId, ProjectId projectId, Instant expiresAt) {}
