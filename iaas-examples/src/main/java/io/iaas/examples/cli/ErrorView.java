package io.iaas.examples.cli;

import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;
import io.iaas.operation.FailureEvidence;
import io.iaas.operation.OperationId;
import io.iaas.spi.hypervisor.HypervisorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An error as the command line prints it. */
record ErrorView(
        String code,
        String category,
        String message,
        boolean retryable,
        Optional<String> operationId,
        Optional<String> step,
        List<String> undone,
        List<String> notUndone,
        Optional<String> undoError,
        Optional<String> driverError,
        Optional<String> consoleTail) {

    static ErrorView of(IaasException failure) {
        Optional<String> driver =
                failure instanceof HypervisorException hypervisor ? hypervisor.driverError() : Optional.empty();
        return plain(failure.code(), String.valueOf(failure.getMessage()), driver);
    }

    static ErrorView of(FailureEvidence evidence, Optional<OperationId> operation) {
        return new ErrorView(
                evidence.code().name(),
                evidence.code().category().name(),
                evidence.message(),
                evidence.code().retryable(),
                operation.map(OperationId::toString),
                evidence.step(),
                evidence.undone(),
                evidence.notUndone(),
                evidence.undoError(),
                evidence.driverError(),
                evidence.consoleTail());
    }

    static ErrorView badUsage(String message) {
        return plain(ErrorCode.INVALID_INPUT, message, Optional.empty());
    }

    static ErrorView internal(Exception failure) {
        String message = failure.getMessage() == null
                ? failure.getClass().getSimpleName()
                : failure.getClass().getSimpleName() + ": " + failure.getMessage();
        return plain(ErrorCode.INTERNAL, message, Optional.empty());
    }

    /** Returns the error in lines for people. */
    List<String> words() {
        List<String> lines = new ArrayList<>();
        lines.add("error: " + message + " [" + code + "]");
        operationId.ifPresent(id -> lines.add("  operation: " + id));
        step.ifPresent(failed -> lines.add("  failed step: " + failed));
        if (!undone.isEmpty()) {
            lines.add("  undone: " + String.join(", ", undone));
        }
        if (!notUndone.isEmpty()) {
            lines.add("  NOT undone: " + String.join(", ", notUndone));
        }
        undoError.ifPresent(why -> lines.add("  why not: " + why));
        driverError.ifPresent(said -> lines.add("  the hypervisor said: " + said));
        consoleTail.ifPresent(tail -> lines.add("  end of the serial console:\n" + tail.indent(4)));
        return lines;
    }

    private static ErrorView plain(ErrorCode code, String message, Optional<String> driverError) {
        return new ErrorView(
                code.name(),
                code.category().name(),
                message,
                code.retryable(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                driverError,
                Optional.empty());
    }
}
