package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.identity.Project;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationState;
import io.iaas.spi.repository.Claim;
import io.iaas.spi.repository.ClaimedOperation;
import io.iaas.spi.repository.Direction;
import io.iaas.spi.repository.OperationStatus;
import io.iaas.spi.repository.StoredOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

abstract class OperationLeaseContract extends OperationTest {
    private static final Duration SHORT = Duration.ofMillis(3);

    @Test
    void operationThatNobodyWorksOnIsChangedInTheStateThatIsExpected() {
        StoredOperation operation = insert(samples().operation());
        OperationStatus ended = operation.status().settled(OperationState.ROLLED_BACK, Optional.empty(), start());
        assertThat(change(operation, OperationState.UNDO_BLOCKED, ended)).isFalse();
        assertThat(stored(operation)).isEqualTo(operation);
        assertThat(change(operation, OperationState.QUEUED, ended)).isTrue();
        assertThat(stored(operation).status()).isEqualTo(ended);
        assertThat(claim("node")).isEmpty();
    }

    @Test
    void operationThatSomebodyWorksOnIsNotChangedByOthers() {
        StoredOperation operation = insert(samples().operation());
        ClaimedOperation claimed = claim("node").orElseThrow();
        OperationStatus ended = operation.status().settled(OperationState.ROLLED_BACK, Optional.empty(), start());
        assertThat(change(operation, OperationState.RUNNING, ended)).isFalse();
        assertThat(stored(operation)).isEqualTo(claimed.operation());
        assertThat(holds(claimed.claim())).isTrue();
    }

    @Test
    void blockedOperationThatIsTriedAgainIsClaimedWithItsAttemptsAnew() {
        OperationStatus blocked = new OperationStatus(
                OperationState.UNDO_BLOCKED,
                Direction.UNDO,
                3,
                5,
                12,
                start(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(start()));
        StoredOperation operation = insert(samples().operation().withStatus(blocked));
        assertThat(change(operation, OperationState.UNDO_BLOCKED, blocked.triedAgain(start())))
                .isTrue();
        OperationStatus status = claim("node").orElseThrow().operation().status();
        assertThat(status.state()).isEqualTo(OperationState.UNDOING);
        assertThat(status.undoAttempts()).isEqualTo(1);
        assertThat(status.attempts()).isEqualTo(5);
        assertThat(status.finishedAt()).isEmpty();
    }

    private boolean change(StoredOperation operation, OperationState from, OperationStatus status) {
        return write(session -> session.operations().change(operation.id(), from, status));
    }

    @Test
    void operationIsTakenOverOnceLeaseAndGraceAreOver() {
        StoredOperation operation = insert(samples().operation());
        Claim dead = claim("dead", SHORT, LONG).orElseThrow().claim();
        fixture().pass(SHORT.multipliedBy(2));
        assertThat(claim("next", LONG, LONG)).as("within the grace").isEmpty();
        assertThat(holds(dead)).as("nobody took it over").isTrue();

        ClaimedOperation taken = claim("next", LONG, SHORT.dividedBy(3)).orElseThrow();

        assertThat(taken.claim()).isEqualTo(new Claim(operation.id(), "next", 2));
        assertThat(taken.operation().status().attempts()).isEqualTo(2);
        assertThat(holds(dead)).isFalse();
        assertThat(holds(taken.claim())).isTrue();
    }

    @Test
    void nodeThatTakesOverItsOwnOperationLosesTheOldClaim() {
        insert(samples().operation());
        Claim old = claim("node", Duration.ZERO, LONG).orElseThrow().claim();
        fixture().pass(SHORT);
        Claim next = claim("node", LONG, Duration.ZERO).orElseThrow().claim();
        assertThat(next.epoch()).isEqualTo(2);
        assertThat(holds(old)).isFalse();
        assertThat(update(old, status(OperationState.SUCCEEDED, Direction.FORWARD, start()), true))
                .isFalse();
    }

    @Test
    void renewedLeaseHoldsFromNowOn() {
        insert(samples().operation());
        Claim claim = claim("node", Duration.ZERO, LONG).orElseThrow().claim();
        assertThat(renew(List.of(claim), LONG)).containsExactly(claim);
        fixture().pass(SHORT);
        assertThat(claim("other", LONG, Duration.ZERO)).isEmpty();
        assertThat(renew(List.of(claim), Duration.ZERO)).containsExactly(claim);
        fixture().pass(SHORT);
        assertThat(claim("other", LONG, Duration.ZERO)).isPresent();
    }

    @Test
    void renewReturnsTheClaimsThatAreStillHeld() {
        insert(samples().operation());
        Claim lost = claim("node", Duration.ZERO, LONG).orElseThrow().claim();
        fixture().pass(SHORT);
        Claim others = claim("other", LONG, Duration.ZERO).orElseThrow().claim();
        insert(samples().operation());
        Claim held = claim("node").orElseThrow().claim();
        Claim unknown = new Claim(new OperationId(new UUID(5, 5)), "node", 1);
        assertThat(renew(List.of(lost, unknown, held), LONG)).containsExactly(held);
        assertThat(renew(List.of(), LONG)).isEmpty();
        assertThat(holds(others)).isTrue();
        assertThat(holds(unknown)).isFalse();
    }

    @Test
    void updateWritesTheStatusAndKeepsTheClaim() {
        StoredOperation operation = insert(samples().operation());
        Claim claim = claim("node").orElseThrow().claim();
        OperationStatus next = full(start().plusSeconds(1));
        assertThat(update(claim, next, false)).isTrue();
        assertThat(stored(operation)).isEqualTo(operation.withStatus(next));
        assertThat(holds(claim)).isTrue();
        assertThat(claim("other")).isEmpty();
    }

    @Test
    void releasedOperationIsFreeAtItsNextTime() {
        StoredOperation operation = insert(samples().operation());
        Claim claim = claim("node").orElseThrow().claim();
        assertThat(update(claim, status(OperationState.RUNNING, Direction.FORWARD, start().plus(LONG)), true))
                .isTrue();
        assertThat(holds(claim)).isFalse();
        assertThat(claim("node")).isEmpty();
        assertThat(renew(List.of(claim), LONG)).isEmpty();
        StoredOperation soon = insert(samples().operation());
        Claim second = claim("node").orElseThrow().claim();
        assertThat(second.operation()).isEqualTo(soon.id());
        update(second, status(OperationState.UNDOING, Direction.UNDO, start()), true);
        Claim third = claim("other").orElseThrow().claim();
        assertThat(third).isEqualTo(new Claim(soon.id(), "other", 2));
        assertThat(stored(operation).status().nextAt()).isEqualTo(start().plus(LONG));
    }

    @Test
    void updateOfALostClaimWritesNothing() {
        StoredOperation operation = insert(samples().operation());
        Claim dead = claim("dead", Duration.ZERO, LONG).orElseThrow().claim();
        fixture().pass(SHORT);
        Claim live = claim("live", LONG, Duration.ZERO).orElseThrow().claim();
        StoredOperation before = stored(operation);
        OperationStatus done = status(OperationState.SUCCEEDED, Direction.FORWARD, start());
        assertThat(update(dead, done, true)).isFalse();
        assertThat(update(new Claim(operation.id(), "dead", live.epoch()), done, true))
                .isFalse();
        assertThat(update(new Claim(operation.id(), "live", dead.epoch()), done, true))
                .isFalse();
        assertThat(stored(operation)).isEqualTo(before);
        assertThat(holds(live)).isTrue();
    }

    @Test
    void updateKeepsTheTimeOfARequestedCancel() {
        StoredOperation operation = insert(samples().operation());
        Claim claim = claim("node").orElseThrow().claim();
        write(session -> session.operations().requestCancel(Project.DEFAULT, operation.id()));
        Optional<Instant> asked = stored(operation).status().cancelRequestedAt();
        update(claim, status(OperationState.RUNNING, Direction.FORWARD, start()), false);
        assertThat(stored(operation).status().cancelRequestedAt())
                .isEqualTo(asked)
                .isPresent();
        update(claim, full(start()), false);
        assertThat(stored(operation).status().cancelRequestedAt()).isEqualTo(asked);
    }

    private Collection<Claim> renew(Collection<Claim> claims, Duration lease) {
        return write(session -> session.operations().renew(claims, lease));
    }

    private OperationStatus full(Instant nextAt) {
        return new OperationStatus(
                OperationState.UNDOING,
                Direction.UNDO,
                2,
                3,
                4,
                nextAt,
                Optional.of(start().plusMillis(1)),
                Optional.empty(),
                Optional.of(start().plusMillis(2)));
    }
}
