package io.iaas.spi.repository;

import io.iaas.identity.UserId;
import java.time.Instant;
import java.util.Optional;

/** The tokens that were issued, by their hashes. A repository does not judge whether one has expired. */
public interface TokenRepository {
    /**
     * Adds a token.
     *
     * @throws IllegalStateException when there is no such project or no such user, or the hash is there already
     */
    void insert(StoredToken token);

    /** Returns the token of this hash, or empty. */
    Optional<StoredToken> find(String hash);

    /** Deletes the token of this hash; false when there is none. */
    boolean delete(String hash);

    /** Deletes all tokens of a user. */
    void deleteOf(UserId user);

    /** Deletes the tokens that have expired at the given time. */
    void deleteExpired(Instant now);
}
