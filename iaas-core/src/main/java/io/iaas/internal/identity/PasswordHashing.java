package io.iaas.internal.identity;

import io.iaas.identity.Password;
import java.security.SecureRandom;
import java.util.Optional;

/** Hashes passwords and compares them with stored hashes. Slow on purpose: never to be used within a unit of work. */
public final class PasswordHashing {
    /** What OWASP asks of PBKDF2 with HMAC-SHA-512, in its Password Storage Cheat Sheet. */
    private static final int ITERATIONS = 210_000;

    private static final int SALT_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final int iterations;
    private final PasswordHash decoy;

    /** Creates the hashing that the library uses. */
    public PasswordHashing() {
        this(ITERATIONS);
    }

    PasswordHashing(int iterations) {
        this.iterations = iterations;
        this.decoy = PasswordHash.decoy(iterations, salt());
    }

    /** Returns a hash to store. */
    String hash(Password password) {
        return PasswordHash.of(password, iterations, salt()).text();
    }

    /** Returns whether the stored hash is the password's; as slow, and false, where there is none. */
    boolean matches(Password password, Optional<String> stored) {
        return stored.map(PasswordHash::parse).orElse(decoy).matches(password, iterations);
    }

    /** Returns whether the hash was made with less work than one that is made now. */
    boolean outdated(String stored) {
        return PasswordHash.parse(stored).iterations() < iterations;
    }

    private byte[] salt() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }
}
