package io.iaas.name;

import io.iaas.error.InvalidInputException;
import java.util.regex.Pattern;

/**
 * The form that names of virtual machines, images and flavors have: 1 to 63 letters, digits, dots, dashes and
 * underscores, with a letter or digit first and last. No name is ever part of a path, a command or a domain's name.
 */
public final class ResourceName {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
    private static final int SHOWN = 80;

    private ResourceName() {}

    /**
     * Checks a name.
     *
     * @param kind what is named, for the message
     * @return the name
     * @throws InvalidInputException when it does not have the form; the message shows it with everything but printable
     *     ASCII replaced
     */
    public static String check(String kind, String name) {
        if (!isValid(name)) {
            throw new InvalidInputException(
                    kind + " name '" + shown(name) + "' is not 1 to 63 letters, digits, dots, dashes or underscores"
                            + " that begin and end with a letter or digit");
        }
        return name;
    }

    /** Returns whether a name has the form. */
    public static boolean isValid(String name) {
        return VALID.matcher(name).matches();
    }

    private static String shown(String name) {
        String printable = name.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() <= SHOWN ? printable : printable.substring(0, SHOWN) + "...";
    }
}
