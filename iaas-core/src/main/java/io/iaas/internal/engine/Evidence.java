package io.iaas.internal.engine;

import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;
import io.iaas.operation.FailureEvidence;
import io.iaas.operation.JournalStep;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.repository.StepRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes evidence out of errors and journals. */
final class Evidence {
    private static final int MAX_DRIVER_ERROR = 2000;

    private Evidence() {}

    static FailureEvidence of(
            RuntimeException error, String step, List<StepRecord> journal, Optional<String> consoleTail) {
        return withNotUndone(
                new FailureEvidence(
                        codeOf(error),
                        messageOf(error),
                        Optional.of(step),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        driverErrorOf(error),
                        consoleTail),
                journal);
    }

    static FailureEvidence withUndone(FailureEvidence evidence, String step) {
        List<String> undone = new ArrayList<>(evidence.undone());
        undone.add(step);
        List<String> notUndone = new ArrayList<>(evidence.notUndone());
        notUndone.remove(step);
        return with(evidence, undone, notUndone, Optional.empty());
    }

    static FailureEvidence withUndoError(FailureEvidence evidence, RuntimeException error) {
        return with(evidence, evidence.undone(), evidence.notUndone(), Optional.of(cut(oneLine(error))));
    }

    static FailureEvidence withNotUndone(FailureEvidence evidence, List<StepRecord> journal) {
        List<String> left = journal.stream()
                .filter(step -> step.state() != JournalStep.State.UNDONE)
                .map(StepRecord::name)
                .toList();
        return with(evidence, evidence.undone(), left, evidence.undoError());
    }

    static ErrorCode codeOf(RuntimeException error) {
        return error instanceof IaasException typed ? typed.code() : ErrorCode.INTERNAL;
    }

    static String oneLine(RuntimeException error) {
        return codeOf(error) + " "
                + driverErrorOf(error)
                        .map(d -> error.getMessage() + " [" + d + "]")
                        .orElse(String.valueOf(error.getMessage()));
    }

    /** What is not ours to show, because it may hold anything, stays with the operators. */
    private static String messageOf(RuntimeException error) {
        String message = error instanceof IaasException ? error.getMessage() : null;
        return message != null ? message : "an unexpected error; the operation's driver error tells more";
    }

    private static Optional<String> driverErrorOf(RuntimeException error) {
        if (error instanceof HypervisorException driver) {
            return driver.driverError();
        }
        if (error instanceof IaasException typed) {
            return Optional.ofNullable(typed.getCause())
                    .map(Throwable::toString)
                    .map(Evidence::cut);
        }
        return Optional.of(cut(error.toString()));
    }

    private static String cut(String text) {
        return text.length() <= MAX_DRIVER_ERROR ? text : text.substring(0, MAX_DRIVER_ERROR);
    }

    private static FailureEvidence with(
            FailureEvidence evidence, List<String> undone, List<String> notUndone, Optional<String> undoError) {
        return new FailureEvidence(
                evidence.code(),
                evidence.message(),
                evidence.step(),
                undone,
                notUndone,
                undoError,
                evidence.driverError(),
                evidence.consoleTail());
    }
}
