package io.iaas.spi.repository;

import io.iaas.identity.ProjectId;
import io.iaas.identity.UserId;
import java.time.Instant;

/**
 * A token as it is kept.
 *
 * @param hash the SHA-256 of the token, in hexadecimal digits; the token itself is nowhere
 * @param userId whose it is
 * @param projectId the project that it opens
 * @param expiresAt from when on it is refused
 */
public record StoredToken(String hash, UserId userId, ProjectId projectId, Instant expiresAt) {}
