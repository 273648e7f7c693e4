package io.iaas.internal.compute;

import io.iaas.compute.ConsoleTimeoutException;
import io.iaas.compute.SerialConsole;
import io.iaas.error.InvalidInputException;
import io.iaas.spi.hypervisor.SerialLine;
import io.iaas.spi.time.TimeSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A console at the other end of a driver's line. */
final class AttachedConsole implements SerialConsole {
    private static final Duration LONGEST_READ = Duration.ofSeconds(1);

    private final SerialLine line;
    private final TimeSource time;
    private final ReentrantLock reading = new ReentrantLock();
    private final ConsoleText text = new ConsoleText(SerialLine.MAX_UNREAD_BYTES);

    AttachedConsole(SerialLine line, TimeSource time) {
        this.line = line;
        this.time = time;
    }

    @Override
    public MatchResult expect(String expression, Duration limit) {
        check(expression);
        reading.lock();
        try {
            long began = time.nanoTime();
            read(Duration.ZERO);
            while (true) {
                Optional<MatchResult> match = BoundedMatcher.find(expression, text.toString());
                if (match.isPresent()) {
                    text.consume(match.get().end());
                    return match.get();
                }
                Duration left = limit.minusNanos(time.nanoTime() - began);
                if (left.isNegative() || left.isZero()) {
                    throw new ConsoleTimeoutException(expression, limit, text.toString());
                }
                read(left.compareTo(LONGEST_READ) < 0 ? left : LONGEST_READ);
            }
        } finally {
            reading.unlock();
        }
    }

    /** Takes in what has come, and waits for the first byte of it. */
    private void read(Duration patience) {
        text.append(line.read(patience));
    }

    @Override
    public void send(String typed) {
        if (typed.length() > MAX_TEXT) {
            throw new InvalidInputException("at most " + MAX_TEXT + " characters are sent to a console at once");
        }
        line.write(typed.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String unmatched() {
        reading.lock();
        try {
            read(Duration.ZERO);
            return text.toString();
        } finally {
            reading.unlock();
        }
    }

    @Override
    public void close() {
        line.close();
    }

    private static void check(String expression) {
        if (expression.isEmpty() || expression.length() > MAX_EXPRESSION) {
            throw new InvalidInputException("a console expression has 1 to " + MAX_EXPRESSION + " characters");
        }
        try {
            Pattern.compile(expression, Pattern.MULTILINE);
        } catch (PatternSyntaxException e) {
            throw new InvalidInputException(
                    "the console expression is no regular expression: " + e.getDescription() + " at " + e.getIndex());
        }
    }
}
