package io.iaas.compute;

import java.time.Duration;
import java.util.regex.MatchResult;

/**
 * The serial console of a guest, as somebody at a terminal has it, from its opening on. What the guest writes is kept until
 * it is matched, up to the newest MiB; it is decoded as UTF-8. Safe for use by many threads: one may wait while another
 * sends.
 *
 * <p>It ends when it is closed, when the guest is off, when somebody else takes the console over, and when the connection to
 * the host breaks; its methods throw {@link io.iaas.spi.hypervisor.HypervisorException} with {@code WRONG_STATE} then. A
 * guest that restarts by itself keeps it.
 */
public interface SerialConsole extends AutoCloseable {
    /** The longest expression, in characters. */
    int MAX_EXPRESSION = 500;

    /** The longest text that is sent at once, in characters. */
    int MAX_TEXT = 4096;

    /**
     * Waits until what the guest wrote holds a match, and consumes all up to its end. An expression that needs half a second
     * on what there is has no match. What is matched is what there is by then: an expression that could go on, such as
     * {@code \d+}, may match a part of a number, so let it end with what follows it.
     *
     * @param expression a {@link java.util.regex.Pattern}, in multi-line mode
     * @param limit how long to wait
     * @return the match; its positions count from what was consumed last
     * @throws io.iaas.error.InvalidInputException when it is no expression
     * @throws ConsoleTimeoutException when there is no match in time: nothing is consumed
     */
    MatchResult expect(String expression, Duration limit);

    /**
     * Types a text, and returns when it is on its way.
     *
     * @throws io.iaas.error.InvalidInputException when it is longer than {@link #MAX_TEXT}
     */
    void send(String text);

    /** Types a line and the enter key, which is a carriage return. */
    default void sendLine(String line) {
        send(line + "\r");
    }

    /** Returns what the guest wrote by now and no match has consumed. */
    String unmatched();

    /** Ends it. The guest runs on. Idempotent. */
    @Override
    void close();
}
