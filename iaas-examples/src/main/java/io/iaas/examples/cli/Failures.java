package io.iaas.examples.cli;

import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;
import io.iaas.operation.OperationFailedException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into words, or into one JSON document, and an exit code. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final boolean json;

    Failures(boolean json) {
        this.json = json;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine line = failure.getCommandLine();
        Output output = new Output(line.getOut(), line.getErr(), json);
        report(output, ErrorView.badUsage(String.valueOf(failure.getMessage())));
        output.note("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
        return line.getCommandSpec().exitCodeOnInvalidInput();
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
        report(new Output(line.getOut(), line.getErr(), json), view(failure));
        return failure instanceof IaasException typed && typed.code() == ErrorCode.INVALID_INPUT
                ? line.getCommandSpec().exitCodeOnInvalidInput()
                : line.getCommandSpec().exitCodeOnExecutionException();
    }

    private static ErrorView view(Exception failure) {
        if (failure instanceof OperationFailedException failed) {
            return ErrorView.of(
                    failed.evidence(), Optional.of(failed.operation().id()));
        }
        if (failure instanceof IaasException typed) {
            return ErrorView.of(typed);
        }
        LOG.debug("not a typed error", failure);
        return ErrorView.internal(failure);
    }

    /** Tells people of an error with all its evidence. */
    private static void report(Output output, ErrorView error) {
        if (output.json()) {
            output.show(Map.of("error", error));
            return;
        }
        error.words().forEach(output::note);
    }
}
