package io.iaas.name;

import io.iaas.error.InvalidInputException;

/**
 * The form that names of virtual machines, images and flavors have: 1 to 63 letters, digits, dots, dashes and
 * underscores, with a letter or digit first and last. No name is ever part of a path, a command or a domain's name.
 */
public final class ResourceName {
    private static final int MAX_LENGTH = 63;
    private static final int SHOWN = 80;
    private static final String MARKS = "._-";

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
        return hasForm(name, MARKS);
    }

    /**
     * Returns whether a text is 1 to 63 letters, digits and marks, with a letter or digit first and last.
     *
     * @param marks the characters that are allowed beside letters and digits
     */
    public static boolean hasForm(String name, String marks) {
        int last = name.length() - 1;
        if (last < 0 || last >= MAX_LENGTH || !letterOrDigit(name.charAt(0)) || !letterOrDigit(name.charAt(last))) {
            return false;
        }
        for (int i = 1; i < last; i++) {
            if (!letterOrDigit(name.charAt(i)) && marks.indexOf(name.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean letterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static String shown(String name) {
        String printable = name.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() <= SHOWN ? printable : printable.substring(0, SHOWN) + "...";
    }
}
