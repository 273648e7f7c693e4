package io.iaas.internal.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundedMatcherTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Test
    void lineIsFoundAmongOthers() {
        assertThat(BoundedMatcher.finds("^READY web", "boot\nREADY web up=3\n")).isTrue();
        assertThat(BoundedMatcher.finds("^READY db", "boot\nREADY web up=3\n")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"(a+)+$, a", "(a|aa)+$, a", "(.*a){30}$, a", "(x|y)*z, xy"})
    void expressionThatWouldNeverEndOnWhatAGuestWroteHoldsNobodyForLong(String expression, String piece) {
        String written = piece.repeat(20_000) + "!";
        long began = System.nanoTime();

        assertThat(BoundedMatcher.finds(expression, written)).isFalse();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE);
    }
}
