package io.iaas.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.error.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellTextTest {
    private static final String HOSTILE = "'\"\\`$;&|<>()*?[]#~!{}= \t\n\r-aé";

    private static String shellTakes(String text) throws IOException {
        Process shell = new ProcessBuilder("/bin/sh", "-c", "printf %s " + ShellText.quoted(text)).start();
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "it's", "''", "'; rm -rf / #", "$(id)", "`id`", "a\nb", "-n", "\\", "*"})
    void shellTakesTheWordForTheText(String text) throws IOException {
        assertThat(shellTakes(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shellTakesAnyMixtureForTheText(long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            text.append(HOSTILE.charAt(random.nextInt(HOSTILE.length())));
        }

        assertThat(shellTakes(text.toString())).as("seed %d", seed).isEqualTo(text.toString());
    }

    @Test
    void whatNoFileCanBeNamedIsRefused() {
        assertThatThrownBy(() -> ShellText.quoted("a\0b")).isInstanceOf(InvalidInputException.class);
    }
}
