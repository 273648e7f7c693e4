package io.iaas.examples.cli;

import io.iaas.operation.SubmitOptions;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every command that submits an operation. */
final class SubmitArguments {
    @Option(
            names = "--idempotency-key",
            paramLabel = "K",
            description = "Names this request: repeated under the same key it is not done again.")
    private Optional<String> idempotencyKey;

    @Option(
            names = "--deadline",
            paramLabel = "D",
            description = "How long the operation may take, such as 90s, 5m, 2h or PT5M; then it is undone.")
    private Optional<Duration> deadline;

    SubmitOptions options() {
        return new SubmitOptions(idempotencyKey, deadline);
    }
}
