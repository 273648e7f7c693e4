package io.iaas.host;

import io.iaas.error.InvalidInputException;
import java.util.regex.Pattern;

/** The name of a host, unique in an installation: letters, digits, dot and dash. */
public record HostId(String value) {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,62}[A-Za-z0-9])?");

    /** Checks the name. */
    public HostId {
        if (!VALID.matcher(value).matches()) {
            throw new InvalidInputException("host name must be 1 to 64 letters, digits, dots or dashes");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
