package io.iaas.compute;

import io.iaas.error.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A program to run in a guest. No shell looks at it; who wants one names it: {@code of("/bin/sh", "-c", "...")}.
 *
 * @param program its path in the guest, or a name that the guest's agent looks for; up to {@link #MAX_PROGRAM} characters
 * @param arguments its arguments, without the program's own name; at most {@link #MAX_ARGUMENTS} characters in all. Other
 *     users of the guest can see them while it runs
 * @param input what it reads from its standard input, as UTF-8; up to {@link #MAX_INPUT} characters
 */
public record GuestCommand(String program, List<String> arguments, String input) {
    /** The longest program, in characters. */
    public static final int MAX_PROGRAM = 4096;

    /** The longest arguments together, in characters. */
    public static final int MAX_ARGUMENTS = 16 * 1024;

    /** The longest input, in characters. An agent reads slowly: where processors are emulated, 80 KB a second. */
    public static final int MAX_INPUT = 64 * 1024;

    /** Checks the texts, and copies the arguments. */
    public GuestCommand {
        arguments = List.copyOf(arguments);
        if (program.isBlank()) {
            throw new InvalidInputException("a command needs a program");
        }
        check("program", program, MAX_PROGRAM);
        check("arguments", String.join("", arguments), MAX_ARGUMENTS);
        check("input", input, MAX_INPUT);
        if (program.indexOf('\0') >= 0 || arguments.stream().anyMatch(argument -> argument.indexOf('\0') >= 0)) {
            throw new InvalidInputException("a command's program and arguments hold no NUL");
        }
    }

    /** Returns the command that runs a program without input. */
    public static GuestCommand of(String program, String... arguments) {
        return new GuestCommand(program, List.of(arguments), "");
    }

    /** Returns the same command with an input. */
    public GuestCommand withInput(String text) {
        return new GuestCommand(program, arguments, text);
    }

    /** Shows neither arguments nor input: they may hold secrets. */
    @Override
    public String toString() {
        return "command '" + program + "'";
    }

    private static void check(String what, String text, int max) {
        if (text.length() > max) {
            throw new InvalidInputException(
                    "a command's " + what + " may have " + max + " characters, not " + text.length());
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new InvalidInputException("a command's " + what + " has half a surrogate pair");
        }
    }
}
