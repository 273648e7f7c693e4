package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationState;
import io.iaas.operation.OperationTarget;
import io.iaas.spi.repository.OperationStatus;
import io.iaas.spi.repository.StoredOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What hangs on the state that an operation is in. */
abstract class OperationStateContract extends DatabaseTest {
    @Test
    void unfinishedOperationsAreCountedByStateUpToALimit() {
        Map<OperationState, Integer> numbers = Map.of(
                OperationState.QUEUED, 1,
                OperationState.RUNNING, 2,
                OperationState.UNDOING, 3,
                OperationState.UNDO_BLOCKED, 4);
        for (OperationState state : OperationState.values()) {
            for (int i = 0; i < numbers.getOrDefault(state, 5); i++) {
                StoredOperation operation = samples().operation();
                insert(operation.withStatus(operation.status().settled(state, Optional.empty(), start())));
            }
        }
        for (OperationState state : OperationState.values()) {
            assertThat(counted(state, 100)).as("%s", state).isEqualTo(numbers.getOrDefault(state, 0));
        }
        assertThat(counted(OperationState.UNDO_BLOCKED, 3)).isEqualTo(3);
        assertThat(counted(OperationState.UNDO_BLOCKED, 0)).isZero();
    }

    private int counted(OperationState state, int limit) {
        return repositories().<Integer>read(session -> session.operations().countUnfinished(state, limit));
    }

    @Test
    void operationsAreUnsettledUntilTheyEndOrAreBlocked() {
        Set<OperationId> all = new HashSet<>(Set.of(new OperationId(new UUID(8, 8))));
        Set<OperationId> unsettled = new HashSet<>();
        for (OperationState state : OperationState.values()) {
            StoredOperation operation =
                    samples().operation().withStatus(samples().status(state));
            insert(operation);
            all.add(operation.id());
            if (!state.settled()) {
                unsettled.add(operation.id());
            }
        }

        assertThat(asked(session -> session.operations().unsettled(all).equals(unsettled)))
                .isTrue();
        assertThat(asked(session -> session.operations().unsettled(Set.of()).isEmpty()))
                .isTrue();
    }

    @Test
    void targetIsBusyUntilItsOperationsAreTerminal() {
        Set<OperationState> idle =
                EnumSet.of(OperationState.SUCCEEDED, OperationState.ROLLED_BACK, OperationState.ABANDONED);
        for (OperationState state : OperationState.values()) {
            OperationTarget target = samples().target("web");
            insert(samples().operation(target).withStatus(samples().status(OperationState.SUCCEEDED)));
            insert(samples().operation(target).withStatus(samples().status(state)));
            assertThat(asked(session -> session.operations().targetBusy(target.id())))
                    .as(state.name())
                    .isEqualTo(!idle.contains(state));
        }
        assertThat(asked(session -> session.operations().targetBusy(new UUID(8, 8))))
                .isFalse();
    }

    @Test
    void targetsAreBusySinceATimeUntilTheirOperationsHaveSettledBeforeIt() {
        Instant since = start().plusSeconds(1);
        Set<UUID> busy = new HashSet<>();
        for (OperationState state : OperationState.values()) {
            UUID running = insertOn(Project.DEFAULT, samples().status(state));
            UUID before =
                    insertOn(OTHER, samples().status(state).settled(state, Optional.empty(), since.minusMillis(1)));
            busy.add(insertOn(Project.DEFAULT, samples().status(state).settled(state, Optional.empty(), since)));
            if (!state.terminal()) {
                busy.addAll(List.of(running, before));
            }
        }
        Set<UUID> told = read(session -> session.operations().targetsBusySince(since));
        assertThat(told).isEqualTo(busy);
    }

    /** Inserts an operation on a target of its own, and returns that. */
    private UUID insertOn(ProjectId project, OperationStatus status) {
        OperationTarget target = samples().target("web");
        insert(samples().operation(project, target, Optional.empty()).withStatus(status));
        return target.id();
    }

    @Test
    void cancelIsRecordedOnceWithTheFirstTime() {
        StoredOperation operation = insert(samples().operation());
        assertThat(cancel(operation)).isTrue();
        Optional<Instant> first = find(operation).orElseThrow().status().cancelRequestedAt();
        assertThat(first).isPresent();
        fixture().pass(Duration.ofMillis(2));
        assertThat(cancel(operation)).isTrue();
        assertThat(find(operation).orElseThrow().status().cancelRequestedAt()).isEqualTo(first);
    }

    @Test
    void cancelIsRefusedWhenTooLateOrThereIsNothing() {
        Set<OperationState> open = EnumSet.of(OperationState.QUEUED, OperationState.RUNNING);
        for (OperationState state : OperationState.values()) {
            StoredOperation operation =
                    insert(samples().operation().withStatus(samples().status(state)));
            assertThat(cancel(operation)).as(state.name()).isEqualTo(open.contains(state));
            assertThat(cancelRequested(operation)).isEqualTo(open.contains(state));
            assertThat(find(operation)
                            .orElseThrow()
                            .status()
                            .cancelRequestedAt()
                            .isPresent())
                    .isEqualTo(open.contains(state));
        }
        StoredOperation unknown = samples().operation();
        assertThat(cancel(unknown)).isFalse();
        assertThat(cancelRequested(unknown)).isFalse();
    }

    private boolean cancelRequested(StoredOperation operation) {
        return read(session -> session.operations().cancelRequested(operation.id()));
    }

    private boolean cancel(StoredOperation operation) {
        return write(session -> session.operations().requestCancel(Project.DEFAULT, operation.id()));
    }

    private Optional<StoredOperation> find(StoredOperation operation) {
        return read(session -> session.operations().find(operation.projectId(), operation.id()));
    }
}
