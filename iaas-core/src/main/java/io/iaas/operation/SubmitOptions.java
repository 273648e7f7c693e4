package io.iaas.operation;

import io.iaas.error.InvalidInputException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How an operation is submitted, whatever it does.
 *
 * @param idempotencyKey tells a repeated request from a new one: within a project, the same request under the same key
 *     is the same operation, however often and from however many processes it is submitted, and another request under
 *     that key is refused with {@code IDEMPOTENCY_CONFLICT}; 1 to 200 printable ASCII characters without blanks
 * @param deadline how long from the submission on the operation may take, waiting for its turn included; then it turns
 *     back and is undone, however long that takes. Behind its point of no return it goes forward all the same
 */
public record SubmitOptions(Optional<String> idempotencyKey, Optional<Duration> deadline) {
    private static final Pattern KEY = Pattern.compile("[!-~]{1,200}");
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final SubmitOptions NONE = new SubmitOptions(Optional.empty(), Optional.empty());

    /** Checks both. */
    public SubmitOptions {
        if (idempotencyKey.filter(key -> !KEY.matcher(key).matches()).isPresent()) {
            throw new InvalidInputException("an idempotency key is 1 to 200 printable ASCII characters without blanks");
        }
        if (deadline.filter(d -> d.isNegative() || d.isZero() || d.compareTo(LONGEST) > 0)
                .isPresent()) {
            throw new InvalidInputException("a deadline is more than 0 and at most " + LONGEST.toDays() + " days away");
        }
    }

    /** Returns neither a key nor a deadline. */
    public static SubmitOptions none() {
        return NONE;
    }

    /** Returns the same options with an idempotency key. */
    public SubmitOptions withIdempotencyKey(String key) {
        return new SubmitOptions(Optional.of(key), deadline);
    }

    /** Returns the same options with a deadline. */
    public SubmitOptions withDeadline(Duration fromSubmission) {
        return new SubmitOptions(idempotencyKey, Optional.of(fromSubmission));
    }
}
