package io.iaas.testkit;

import io.iaas.error.InvalidInputException;

/** Text in commands of the guest's shell. */
final class ShellText {
    private ShellText() {}

    /**
     * Returns a word that every POSIX shell takes for exactly this text.
     *
     * @throws InvalidInputException when the text has a NUL character, which no file name can
     */
    static String quoted(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new InvalidInputException("a file name in a guest has no NUL character");
        }
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
