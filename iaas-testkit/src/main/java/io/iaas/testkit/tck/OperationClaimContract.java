package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.identity.ProjectId;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationState;
import io.iaas.operation.OperationTarget;
import io.iaas.spi.repository.Claim;
import io.iaas.spi.repository.ClaimedOperation;
import io.iaas.spi.repository.Direction;
import io.iaas.spi.repository.OperationRepository.KindVersion;
import io.iaas.spi.repository.OperationStatus;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StoredOperation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

abstract class OperationClaimContract extends OperationTest {
    @Test
    void nothingIsClaimedWhenThereIsNothing() {
        assertThat(claim("node")).isEmpty();
    }

    @Test
    void claimTakesAQueuedOperationAndCountsItsAttempt() {
        StoredOperation operation = insert(samples().operation());
        ClaimedOperation claimed = claim("node").orElseThrow();
        assertThat(claimed.claim()).isEqualTo(new Claim(operation.id(), "node", 1));
        OperationStatus status = claimed.operation().status();
        assertThat(status.state()).isEqualTo(OperationState.RUNNING);
        assertThat(status.attempts()).isEqualTo(1);
        assertThat(status.undoAttempts()).isZero();
        assertThat(claimed.operation()).isEqualTo(operation.withStatus(status));
        assertThat(stored(operation)).isEqualTo(claimed.operation());
        assertThat(holds(claimed.claim())).isTrue();
        assertThat(claim("other")).isEmpty();
    }

    @Test
    void claimOfAnUndoCountsItsOwnAttempts() {
        StoredOperation operation =
                insert(samples().operation().withStatus(status(OperationState.UNDOING, Direction.UNDO, start())));
        OperationStatus status = claim("node").orElseThrow().operation().status();
        assertThat(status.state()).isEqualTo(OperationState.UNDOING);
        assertThat(status.attempts()).isZero();
        assertThat(status.undoAttempts()).isEqualTo(1);
        assertThat(stored(operation).status()).isEqualTo(status);
    }

    @Test
    void longestWaitingIsFirstAndTheLeastIdAmongEquals() {
        StoredOperation later = insert(queuedAt(0));
        StoredOperation first = insert(queuedAt(-5));
        StoredOperation second = insert(queuedAt(-5));
        assertThat(claimedIds()).containsExactly(first.id(), second.id(), later.id());
    }

    @Test
    void projectsTakeTurnsHoweverMuchOneOfThemWants() {
        List<StoredOperation> many = List.of(insert(queuedAt(-5)), insert(queuedAt(-4)), insert(queuedAt(-3)));
        StoredOperation one = insert(samples().operation(OTHER, samples().target("one"), Optional.empty()));
        List<OperationId> claimed = new ArrayList<>();
        Optional<ProjectId> last = Optional.empty();
        for (int turn = 0; turn < 4; turn++) {
            Optional<ProjectId> after = last;
            StoredOperation next = claimed(session -> session.operations().claimNext("node", KINDS, LONG, LONG, after))
                    .orElseThrow()
                    .operation();
            claimed.add(next.id());
            last = Optional.of(next.projectId());
        }
        assertThat(claimed.subList(0, 2)).contains(one.id()).containsAnyElementsOf(ids(many));
        assertThat(claimed).containsSubsequence(ids(many));
    }

    private static List<OperationId> ids(List<StoredOperation> operations) {
        return operations.stream().map(StoredOperation::id).toList();
    }

    @Test
    void operationWhoseTimeHasNotComeStaysQueued() {
        StoredOperation operation = insert(queuedAt(LONG.toMillis()));
        assertThat(claim("node")).isEmpty();
        assertThat(stored(operation)).isEqualTo(operation);
    }

    @Test
    void onlyOpenStatesAreClaimed() {
        Set<OperationState> open = EnumSet.of(OperationState.QUEUED, OperationState.RUNNING, OperationState.UNDOING);
        for (OperationState state : OperationState.values()) {
            insert(samples().operation().withStatus(status(state, Direction.FORWARD, start())));
            assertThat(claim("node").isPresent()).as(state.name()).isEqualTo(open.contains(state));
        }
    }

    @Test
    void unknownKindsAndVersionsStayQueued() {
        StoredOperation operation = insert(samples().operation());
        Set<KindVersion> others =
                Set.of(new KindVersion(OperationKind.VM_CREATE, 2), new KindVersion(OperationKind.VM_DELETE, 1));
        assertThat(claimed(session -> session.operations().claimNext("node", others, LONG, LONG, Optional.empty())))
                .isEmpty();
        assertThat(claimed(session -> session.operations().claimNext("node", Set.of(), LONG, LONG, Optional.empty())))
                .isEmpty();
        assertThat(stored(operation)).isEqualTo(operation);
        assertThat(claimed(session ->
                        session.operations().claimNext("node", union(others, KINDS), LONG, LONG, Optional.empty())))
                .isPresent();
    }

    @Test
    void operationsOnOneTargetRunOneAfterTheOther() {
        OperationTarget target = samples().target("web");
        StoredOperation first = insert(samples().operation(target));
        StoredOperation second = insert(samples().operation(target));
        StoredOperation elsewhere = insert(samples().operation());
        ClaimedOperation running = claim("node").orElseThrow();
        assertThat(running.operation().id()).isEqualTo(first.id());
        assertThat(claim("node").orElseThrow().operation().id()).isEqualTo(elsewhere.id());
        assertThat(claim("node")).isEmpty();
        update(running.claim(), status(OperationState.SUCCEEDED, Direction.FORWARD, start()), true);
        assertThat(claim("node").orElseThrow().operation().id()).isEqualTo(second.id());
    }

    @Test
    void operationOfAnEarlierIdThatCameInLateWaitsForTheOneThatHasBegun() {
        OperationTarget target = samples().target("web");
        StoredOperation earlier = samples().operation(target);
        StoredOperation later = insert(samples().operation(target));
        ClaimedOperation running = claim("node").orElseThrow();
        insert(earlier);
        assertThat(claim("node")).isEmpty();
        update(running.claim(), status(OperationState.RUNNING, Direction.FORWARD, start()), true);
        ClaimedOperation again = claim("node").orElseThrow();
        assertThat(again.operation().id()).isEqualTo(later.id());
        update(again.claim(), status(OperationState.SUCCEEDED, Direction.FORWARD, start()), true);
        assertThat(claim("node").orElseThrow().operation().id()).isEqualTo(earlier.id());
    }

    @Test
    void laterOperationWaitsEvenIfTheEarlierOneMayNotRunYetOrIsBlocked() {
        OperationTarget waiting = samples().target("waiting");
        insert(withTime(samples().operation(waiting), LONG.toMillis()));
        insert(samples().operation(waiting));
        OperationTarget blocked = samples().target("blocked");
        insert(samples().operation(blocked).withStatus(status(OperationState.UNDO_BLOCKED, Direction.UNDO, start())));
        insert(samples().operation(blocked));
        OperationTarget free = samples().target("free");
        insert(samples().operation(free).withStatus(status(OperationState.ROLLED_BACK, Direction.UNDO, start())));
        StoredOperation next = insert(samples().operation(free));
        assertThat(claimedIds()).containsExactly(next.id());
    }

    @Test
    void workersThatRaceGetEachOperationOnce() {
        int count = 60;
        Set<OperationId> inserted = new HashSet<>();
        writing(session -> {
            for (int i = 0; i < count; i++) {
                StoredOperation operation = samples().operation();
                session.operations().insert(operation);
                inserted.add(operation.id());
            }
        });
        Queue<ClaimedOperation> claims = new ConcurrentLinkedQueue<>();
        CompletableFuture<?>[] workers = new CompletableFuture<?>[4];
        for (int i = 0; i < workers.length; i++) {
            String node = "node-" + i;
            workers[i] = CompletableFuture.runAsync(() -> {
                Optional<ClaimedOperation> next = claim(node);
                while (next.isPresent()) {
                    claims.add(next.get());
                    next = claim(node);
                }
            });
        }
        CompletableFuture.allOf(workers).join();
        assertThat(claims).hasSize(count).allMatch(claimed -> claimed.claim().epoch() == 1);
        assertThat(claims)
                .extracting(claimed -> claimed.operation().id())
                .containsExactlyInAnyOrderElementsOf(inserted);
    }

    private Optional<ClaimedOperation> claimed(Function<RepositorySession, Optional<ClaimedOperation>> work) {
        return write(work);
    }

    private List<OperationId> claimedIds() {
        List<OperationId> ids = new ArrayList<>();
        for (Optional<ClaimedOperation> next = claim("node"); next.isPresent(); next = claim("node")) {
            ids.add(next.get().operation().id());
        }
        return ids;
    }

    private StoredOperation queuedAt(long millisFromStart) {
        return withTime(samples().operation(), millisFromStart);
    }

    private StoredOperation withTime(StoredOperation operation, long millisFromStart) {
        return operation.withStatus(OperationStatus.queued(start().plusMillis(millisFromStart)));
    }

    private static Set<KindVersion> union(Set<KindVersion> some, Set<KindVersion> more) {
        Set<KindVersion> all = new HashSet<>(some);
        all.addAll(more);
        return all;
    }
}
