package io.iaas.examples.cli;

import io.iaas.error.InvalidInputException;
import io.iaas.identity.Password;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where passwords come from: never from an argument, which other users of the machine could see. */
@FunctionalInterface
interface PasswordSource {
    /** Returns what was given, or null at the end of the input. */
    @Nullable
    String read(String prompt);

    /** Asks for a password. */
    default Password ask(String prompt) {
        return Optional.ofNullable(read(prompt))
                .map(Password::new)
                .orElseThrow(() -> new InvalidInputException("no password was given: " + prompt));
    }

    /**
     * Returns the terminal, which does not show what is typed, or the lines of stdin where that is none. Whoever starts
     * the process knows: Java tells it in each version in another way.
     */
    static PasswordSource ofProcess() {
        return Optional.ofNullable(System.console())
                .filter(console -> Boolean.getBoolean("iaas.input.terminal"))
                .<PasswordSource>map(console -> prompt -> typed(console.readPassword("%s: ", prompt)))
                .orElseGet(() -> lines(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
    }

    private static @Nullable String typed(char @Nullable [] characters) {
        return characters == null ? null : new String(characters);
    }

    /** Returns a source that gives a line for each password. */
    static PasswordSource lines(Reader in) {
        BufferedReader lines = new BufferedReader(in);
        return prompt -> {
            try {
                return lines.readLine();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read a password", e);
            }
        };
    }
}
