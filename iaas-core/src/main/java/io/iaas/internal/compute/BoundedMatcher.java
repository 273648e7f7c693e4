package io.iaas.internal.compute;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds a regular expression in what a guest wrote, for a bounded time: a hostile guest and an expression that
 * backtracks must not hold a worker.
 */
final class BoundedMatcher {
    private static final Duration LIMIT = Duration.ofMillis(500);

    private BoundedMatcher() {}

    static boolean finds(String expression, String text) {
        return find(expression, text).isPresent();
    }

    static Optional<MatchResult> find(String expression, String text) {
        try {
            Matcher matcher = Pattern.compile(expression, Pattern.MULTILINE)
                    .matcher(new Bounded(text, System.nanoTime() + LIMIT.toNanos()));
            return matcher.find() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
        } catch (OutOfTimeException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    /** Text that refuses to be read after a while: the matcher reads a character at each step. */
    private record Bounded(CharSequence text, long endNanos) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (System.nanoTime() - endNanos >= 0) {
                throw new OutOfTimeException();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Bounded(text.subSequence(start, end), endNanos);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    private static final class OutOfTimeException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
