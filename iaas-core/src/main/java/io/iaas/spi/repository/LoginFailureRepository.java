package io.iaas.spi.repository;

import java.time.Instant;
import java.util.Optional;

/** The log-ins that failed, by the names that were tried, whether there are users of these names or not. */
public interface LoginFailureRepository {
    /** Returns the failures of a key, or empty. */
    Optional<LoginFailures> find(String key);

    /** Keeps the failures of a key, in place of earlier ones. */
    void put(LoginFailures failures);

    /** Forgets the failures of a key; false when there were none. */
    boolean delete(String key);

    /**
     * Keeps few: forgets what was last tried before a time, and of the rest all but so many, those of the least count
     * first and, of the same count, those that were last tried longest ago.
     */
    void trim(Instant before, int most);
}
