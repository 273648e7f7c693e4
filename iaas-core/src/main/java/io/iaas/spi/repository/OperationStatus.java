package io.iaas.spi.repository;

import io.iaas.operation.FailureEvidence;
import io.iaas.operation.OperationState;
import java.time.Instant;
import java.util.Optional;

/**
 * How an operation goes.
 *
 * @param state where it stands
 * @param direction which way it walks
 * @param cursor the sequence number of the step that is next in that direction
 * @param attempts how often it was claimed to go forward
 * @param undoAttempts how often it was claimed to be undone
 * @param nextAt not to be claimed before this time
 * @param cancelRequestedAt when somebody asked to cancel it
 * @param failure why it failed; its {@code message} may be shown to tenants, its {@code driverError} to operators
 * @param finishedAt when it settled
 */
public record OperationStatus(
        OperationState state,
        Direction direction,
        int cursor,
        int attempts,
        int undoAttempts,
        Instant nextAt,
        Optional<Instant> cancelRequestedAt,
        Optional<FailureEvidence> failure,
        Optional<Instant> finishedAt) {

    /** Returns the status of an operation that was just submitted. */
    public static OperationStatus queued(Instant now) {
        return new OperationStatus(
                OperationState.QUEUED,
                Direction.FORWARD,
                0,
                0,
                0,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Returns the same status at another step. */
    public OperationStatus at(int nextCursor) {
        return new OperationStatus(
                state, direction, nextCursor, attempts, undoAttempts, nextAt, cancelRequestedAt, failure, finishedAt);
    }

    /** Returns the same status with (other) evidence of a failure. */
    public OperationStatus withFailure(FailureEvidence evidence) {
        return new OperationStatus(
                state,
                direction,
                cursor,
                attempts,
                undoAttempts,
                nextAt,
                cancelRequestedAt,
                Optional.of(evidence),
                finishedAt);
    }

    /** Returns the status of an operation that turns back at a step. */
    public OperationStatus turnedBack(int from, FailureEvidence evidence) {
        return new OperationStatus(
                OperationState.UNDOING,
                Direction.UNDO,
                from,
                attempts,
                undoAttempts,
                nextAt,
                cancelRequestedAt,
                Optional.of(evidence),
                finishedAt);
    }

    /** Returns the status of a blocked operation that is tried again, in the direction in which it was blocked. */
    public OperationStatus triedAgain(Instant now) {
        boolean undo = direction == Direction.UNDO;
        return new OperationStatus(
                undo ? OperationState.UNDOING : OperationState.RUNNING,
                direction,
                cursor,
                undo ? attempts : 0,
                undo ? 0 : undoAttempts,
                now,
                cancelRequestedAt,
                failure,
                Optional.empty());
    }

    /** Returns the status of an operation whose worker stopped in good order: its claim does not count as a try. */
    public OperationStatus handedBack() {
        boolean undo = direction == Direction.UNDO;
        return new OperationStatus(
                state,
                direction,
                cursor,
                undo ? attempts : Math.max(0, attempts - 1),
                undo ? Math.max(0, undoAttempts - 1) : undoAttempts,
                nextAt,
                cancelRequestedAt,
                failure,
                finishedAt);
    }

    /** Returns the same status, not to be claimed before a time. */
    public OperationStatus notBefore(Instant time) {
        return new OperationStatus(
                state, direction, cursor, attempts, undoAttempts, time, cancelRequestedAt, failure, finishedAt);
    }

    /** Returns the same status with the time at which somebody asked to cancel it. */
    public OperationStatus cancelledAt(Instant time) {
        return new OperationStatus(
                state, direction, cursor, attempts, undoAttempts, nextAt, Optional.of(time), failure, finishedAt);
    }

    /** Returns the status of an operation that settled. */
    public OperationStatus settled(OperationState end, Optional<FailureEvidence> evidence, Instant time) {
        return new OperationStatus(
                end, direction, cursor, attempts, undoAttempts, nextAt, cancelRequestedAt, evidence, Optional.of(time));
    }
}
