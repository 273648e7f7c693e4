package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.operation.JournalStep;
import io.iaas.operation.OperationId;
import io.iaas.spi.repository.ResourceKey;
import io.iaas.spi.repository.StepRecord;
import io.iaas.spi.repository.StoredOperation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

abstract class StepRepositoryContract extends DatabaseTest {
    private static final ResourceKey DISK = new ResourceKey(ResourceKey.Kind.DISK, Samples.HOST, "disk0");

    @Test
    void stepsAreListedInTheOrderOfTheirNumbers() {
        StoredOperation operation = insert(samples().operation());
        StoredOperation other = insert(samples().operation());
        StepRecord tenth = step(operation.id(), 10, JournalStep.State.INTENT);
        StepRecord second = step(operation.id(), 2, JournalStep.State.DONE);
        put(tenth);
        put(second);
        put(step(other.id(), 3, JournalStep.State.DONE));
        assertThat(list(operation)).containsExactly(second, tenth);
    }

    @Test
    void putReplacesTheStepOfTheSameNumber() {
        StoredOperation operation = insert(samples().operation());
        for (JournalStep.State state : JournalStep.State.values()) {
            StepRecord step = step(operation.id(), 1, state);
            put(step);
            assertThat(list(operation)).containsExactly(step);
        }
        StepRecord bare = new StepRecord(
                operation.id(), 1, "other", JournalStep.State.DONE, Optional.empty(), Map.of(), Map.of(), 9);
        put(bare);
        assertThat(list(operation)).containsExactly(bare);
    }

    @Test
    void everyKindOfResourceIsKept() {
        StoredOperation operation = insert(samples().operation());
        int sequence = 0;
        for (ResourceKey.Kind kind : ResourceKey.Kind.values()) {
            put(new StepRecord(
                    operation.id(),
                    sequence++,
                    "step",
                    JournalStep.State.INTENT,
                    Optional.of(new ResourceKey(kind, Samples.HOST, "key")),
                    Map.of(),
                    Map.of(),
                    1));
        }
        assertThat(list(operation))
                .extracting(step -> step.resource().orElseThrow().kind())
                .containsExactly(ResourceKey.Kind.values());
    }

    @Test
    void operationWithoutStepsHasNone() {
        assertThat(list(samples().operation())).isEmpty();
    }

    @Test
    void stepOfAnOperationThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> put(step(samples().operation().id(), 0, JournalStep.State.INTENT)))
                .isInstanceOf(IllegalStateException.class);
    }

    private void put(StepRecord step) {
        writing(session -> session.steps().put(step));
    }

    private List<StepRecord> list(StoredOperation operation) {
        return read(session -> session.steps().list(operation.id()));
    }

    private static StepRecord step(OperationId operation, int sequence, JournalStep.State state) {
        return new StepRecord(
                operation,
                sequence,
                "volume",
                state,
                Optional.of(DISK),
                Map.of("size", "1", "", ""),
                Map.of("path", state.name()),
                1L << 40);
    }
}
