package io.iaas.identity;

import io.iaas.error.InvalidInputException;
import java.util.regex.Pattern;

/**
 * What its bearer is let in with: 256 random bits. Whoever has it may do what its user may; {@code toString} does not
 * show it, and the database holds a hash of it only.
 *
 * @param value 43 characters of Base64 for URLs, without padding
 */
public record Token(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    /** Checks the form. */
    public Token {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidInputException("a token is 43 letters, digits, dashes and underscores");
        }
    }

    @Override
    public String toString() {
        return "(a token)";
    }
}
