package io.iaas.internal.identity;

import io.iaas.identity.Password;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A slow, salted hash of a password, with all that is needed to compute it again. */
final class PasswordHash {
    static final String ALGORITHM = "PBKDF2WithHmacSHA512";

    private static final String SCHEME = "pbkdf2-sha512";
    private static final String SEPARATOR = ":";
    private static final int BITS = 512;

    private final int iterations;
    private final byte[] salt;
    private final byte[] bytes;

    private PasswordHash(int iterations, byte[] salt, byte[] bytes) {
        this.iterations = iterations;
        this.salt = salt;
        this.bytes = bytes;
    }

    static PasswordHash of(Password password, int iterations, byte[] salt) {
        return new PasswordHash(iterations, salt, derived(password, salt, iterations));
    }

    /** Returns a hash that is no password's and takes as long to compare. */
    static PasswordHash decoy(int iterations, byte[] salt) {
        return new PasswordHash(iterations, salt, new byte[1]);
    }

    /** Reads what {@link #text} wrote. */
    static PasswordHash parse(String text) {
        String[] parts = text.split(SEPARATOR);
        if (parts.length != 4 || !parts[0].equals(SCHEME)) {
            throw new IllegalStateException("a stored hash of a password is of an unknown form");
        }
        Base64.Decoder decoder = Base64.getDecoder();
        return new PasswordHash(Integer.parseInt(parts[1]), decoder.decode(parts[2]), decoder.decode(parts[3]));
    }

    int iterations() {
        return iterations;
    }

    String text() {
        Base64.Encoder encoder = Base64.getEncoder();
        return String.join(
                SEPARATOR,
                SCHEME,
                Integer.toString(iterations),
                encoder.encodeToString(salt),
                encoder.encodeToString(bytes));
    }

    /**
     * Returns whether it is the password's hash. Takes as long as the given number of iterations, also where it was made
     * with fewer: how long a log-in takes must not tell whose it is.
     */
    boolean matches(Password password, int work) {
        byte[] given = derived(password, salt, iterations);
        if (work > iterations) {
            derived(password, salt, work - iterations);
        }
        return MessageDigest.isEqual(bytes, given);
    }

    private static byte[] derived(Password password, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(password.value().toCharArray(), salt, iterations, BITS);
        try {
            return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        } finally {
            spec.clearPassword();
        }
    }

    @Override
    public String toString() {
        return "(a hash of a password)";
    }
}
