package io.iaas.identity;

import io.iaas.error.InvalidInputException;

/**
 * A password as its user gave it. Neither {@code toString} nor any message shows it.
 *
 * @param value {@value #MIN_LENGTH} to {@value #MAX_LENGTH} characters, whatever they are
 */
public record Password(String value) {
    /** The least number of characters. */
    public static final int MIN_LENGTH = 8;
    /** The greatest number of characters. */
    public static final int MAX_LENGTH = 1024;

    /** Checks the length. */
    public Password {
        if (value.length() < MIN_LENGTH || value.length() > MAX_LENGTH) {
            throw new InvalidInputException("a password is " + MIN_LENGTH + " to " + MAX_LENGTH + " characters long");
        }
    }

    @Override
    public String toString() {
        return "(a password)";
    }
}
