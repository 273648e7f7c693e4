package io.iaas.persistence.mybatis;

import io.iaas.error.ErrorCode;
import io.iaas.operation.FailureEvidence;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationState;
import io.iaas.spi.repository.Direction;
import io.iaas.spi.repository.OperationStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns of {@code iaas_operation} that change. */
record StatusRow(
        String id,
        String state,
        String direction,
        int cursor,
        int attempts,
        int undoAttempts,
        long nextAt,
        @Nullable Long cancelRequestedAt,
        @Nullable Long finishedAt,
        @Nullable String errorCode,
        @Nullable String publicError,
        @Nullable String internalError,
        @Nullable String failedStep,
        @Nullable String undoneSteps,
        @Nullable String notUndoneSteps,
        @Nullable String undoError,
        @Nullable String consoleTail) {

    static StatusRow of(OperationId id, OperationStatus s) {
        Optional<FailureEvidence> failure = s.failure();
        return new StatusRow(
                id.toString(),
                s.state().name(),
                s.direction().name(),
                s.cursor(),
                s.attempts(),
                s.undoAttempts(),
                s.nextAt().toEpochMilli(),
                millis(s.cancelRequestedAt()),
                millis(s.finishedAt()),
                failure.map(f -> f.code().name()).orElse(null),
                failure.map(FailureEvidence::message).orElse(null),
                failure.flatMap(FailureEvidence::driverError).orElse(null),
                failure.flatMap(FailureEvidence::step).orElse(null),
                failure.map(f -> Lines.ofList(f.undone())).orElse(null),
                failure.map(f -> Lines.ofList(f.notUndone())).orElse(null),
                failure.flatMap(FailureEvidence::undoError).orElse(null),
                failure.flatMap(FailureEvidence::consoleTail).orElse(null));
    }

    OperationStatus status() {
        return new OperationStatus(
                OperationState.valueOf(state),
                Direction.valueOf(direction),
                cursor,
                attempts,
                undoAttempts,
                Instant.ofEpochMilli(nextAt),
                instant(cancelRequestedAt),
                Optional.ofNullable(errorCode).map(this::evidence),
                instant(finishedAt));
    }

    private FailureEvidence evidence(String code) {
        return new FailureEvidence(
                ErrorCode.valueOf(code),
                Optional.ofNullable(publicError).orElse(""),
                Optional.ofNullable(failedStep),
                Optional.ofNullable(undoneSteps).map(Lines::toList).orElse(List.of()),
                Optional.ofNullable(notUndoneSteps).map(Lines::toList).orElse(List.of()),
                Optional.ofNullable(undoError),
                Optional.ofNullable(internalError),
                Optional.ofNullable(consoleTail));
    }

    static @Nullable Long millis(Optional<Instant> time) {
        return time.map(Instant::toEpochMilli).orElse(null);
    }

    static Optional<Instant> instant(@Nullable Long millis) {
        return Optional.ofNullable(millis).map(Instant::ofEpochMilli);
    }
}
