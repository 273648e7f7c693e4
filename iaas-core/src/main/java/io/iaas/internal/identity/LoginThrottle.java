package io.iaas.internal.identity;

import io.iaas.identity.TooManyAttemptsException;
import io.iaas.spi.repository.LoginFailureRepository;
import io.iaas.spi.repository.LoginFailures;
import io.iaas.spi.repository.RepositorySession;
import java.time.Duration;
import java.time.Instant;

/**
 * Slows down log-ins under a name that failed several times in a row. An attempt counts as failed until it succeeds, so
 * that attempts at the same time do not get past it together. Names are kept as hashes, whether there are such users or
 * not; there are never more than {@value #MOST_NAMES}, and a flood of names that were tried once pushes out no name that
 * was tried often.
 */
final class LoginThrottle {
    static final int FREE_ATTEMPTS = 10;
    static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration MEMORY = Duration.ofHours(1);
    private static final int MOST_NAMES = 10_000;
    private static final int MOST_DOUBLINGS = 6;

    private LoginThrottle() {}

    /** Counts an attempt, or refuses it. */
    static void admit(RepositorySession session, String name) {
        LoginFailureRepository failures = session.identity().loginFailures();
        Instant now = session.now();
        String key = Sha256.hex(name);
        int before = failures.find(key)
                .filter(known -> known.lastAt().isAfter(now.minus(MEMORY)))
                .map(known -> refuseEarly(known, now).count())
                .orElse(0);
        failures.put(new LoginFailures(key, before + 1, now));
        failures.trim(now.minus(MEMORY), MOST_NAMES);
    }

    /** Writes what is known of a name once more, which costs what the first time did. */
    static void touch(RepositorySession session, String name) {
        LoginFailureRepository failures = session.identity().loginFailures();
        failures.find(Sha256.hex(name)).ifPresent(failures::put);
    }

    /** Forgets the attempts under a name. */
    static void forgive(RepositorySession session, String name) {
        session.identity().loginFailures().delete(Sha256.hex(name));
    }

    private static LoginFailures refuseEarly(LoginFailures known, Instant now) {
        Duration left = Duration.between(now, known.lastAt().plus(delay(known.count())));
        // Where the clock was put back, nobody waits until it has caught up: the next attempt is noted at its present
        // time.
        if (left.compareTo(Duration.ZERO) > 0 && !known.lastAt().isAfter(now)) {
            throw new TooManyAttemptsException(left);
        }
        return known;
    }

    private static Duration delay(int count) {
        if (count < FREE_ATTEMPTS) {
            return Duration.ZERO;
        }
        Duration grown = Duration.ofSeconds(1L << Math.min(count - FREE_ATTEMPTS, MOST_DOUBLINGS));
        return grown.compareTo(LONGEST) < 0 ? grown : LONGEST;
    }
}
