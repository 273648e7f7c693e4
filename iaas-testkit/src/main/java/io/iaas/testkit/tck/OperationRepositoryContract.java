package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.error.ErrorCode;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.operation.FailureEvidence;
import io.iaas.operation.OperationQuery;
import io.iaas.operation.OperationState;
import io.iaas.operation.OperationTarget;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.Direction;
import io.iaas.spi.repository.OperationStatus;
import io.iaas.spi.repository.StoredOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

abstract class OperationRepositoryContract extends DatabaseTest {
    @Test
    void libraryItselfFindsAnOperationOfWhateverProject() {
        StoredOperation theirs = insert(samples().operation(OTHER, samples().target("web"), Optional.empty()));

        assertThat(found(session -> session.operations().find(theirs.id()))).contains(theirs);
        assertThat(found(session ->
                        session.operations().find(samples().operation().id())))
                .isEmpty();
    }

    @Test
    void insertedOperationIsFound() {
        StoredOperation operation = insert(samples().operation());
        assertThat(find(operation)).contains(operation);
        assertThat(find(samples().operation())).isEmpty();
    }

    @Test
    void everyStatusIsKept() {
        FailureEvidence evidence = new FailureEvidence(
                ErrorCode.STORAGE_FULL,
                "the pool is full",
                Optional.of("volume"),
                List.of("domain", ""),
                List.of("disk\none"),
                Optional.of("STORAGE_FULL\tagain"),
                Optional.of("ENOSPC"),
                Optional.of("[ 0.1] panic\r\n"));
        for (OperationState state : OperationState.values()) {
            for (Direction direction : Direction.values()) {
                StoredOperation operation = insert(samples()
                        .operation()
                        .withStatus(new OperationStatus(
                                state,
                                direction,
                                3,
                                4,
                                5,
                                start().plusMillis(6),
                                Optional.of(start().plusMillis(7)),
                                Optional.of(evidence),
                                Optional.of(start().plusMillis(8)))));
                assertThat(find(operation)).contains(operation);
            }
        }
    }

    @Test
    void everyErrorCodeIsKept() {
        for (ErrorCode code : ErrorCode.values()) {
            FailureEvidence evidence = new FailureEvidence(
                    code,
                    "",
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            StoredOperation operation = samples().operation();
            StoredOperation failed = insert(operation.withStatus(new OperationStatus(
                    OperationState.UNDO_BLOCKED,
                    Direction.UNDO,
                    0,
                    0,
                    0,
                    start(),
                    Optional.empty(),
                    Optional.of(evidence),
                    Optional.empty())));
            assertThat(find(failed)).contains(failed);
        }
    }

    @Test
    void idempotencyKeyIsUniqueInItsProjectOnly() {
        StoredOperation first = insert(operation(Project.DEFAULT, "key"));
        StoredOperation theirs = insert(operation(OTHER, "key"));
        insert(operation(Project.DEFAULT, "KEY"));
        assertFails(ErrorCode.IDEMPOTENCY_CONFLICT, () -> insert(operation(Project.DEFAULT, "key")));
        assertThat(byKey(Project.DEFAULT, "key")).contains(first);
        assertThat(byKey(OTHER, "key")).contains(theirs);
        assertThat(byKey(OTHER, "KEY")).isEmpty();
    }

    @Test
    void operationsWithoutAKeyDoNotCollide() {
        insert(samples().operation());
        insert(samples().operation());
        assertThat(pages(Project.DEFAULT, OperationQuery.all(), 9)).hasSize(2);
    }

    @Test
    void pagesAreNewestFirst() {
        List<StoredOperation> operations = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            operations.add(0, insert(samples().operation()));
        }
        insert(operation(OTHER, "theirs"));
        for (int limit : new int[] {1, 3, 8}) {
            assertThat(pages(Project.DEFAULT, OperationQuery.all(), limit)).containsExactlyElementsOf(operations);
        }
    }

    @Test
    void stateAndTargetNarrow() {
        OperationTarget target = samples().target("web");
        StoredOperation first = insert(samples().operation(target));
        StoredOperation second = insert(samples().operation(target));
        StoredOperation elsewhere = insert(samples().operation());
        StoredOperation done =
                insert(samples().operation(target).withStatus(samples().status(OperationState.SUCCEEDED)));
        OperationQuery queued = OperationQuery.all().inState(OperationState.QUEUED);
        assertThat(pages(Project.DEFAULT, queued, 2)).containsExactly(elsewhere, second, first);
        assertThat(pages(Project.DEFAULT, queued.on(target.id()), 1)).containsExactly(second, first);
        assertThat(pages(Project.DEFAULT, OperationQuery.all().on(target.id()), 2))
                .containsExactly(done, second, first);
        assertThat(pages(OTHER, OperationQuery.all().on(target.id()), 2)).isEmpty();
    }

    @Test
    void otherProjectsNeitherSeeNorCancelIt() {
        StoredOperation operation = insert(operation(Project.DEFAULT, "key"));
        assertThat(found(session -> session.operations().find(OTHER, operation.id())))
                .isEmpty();
        assertThat(byKey(OTHER, "key")).isEmpty();
        assertThat(changed(session -> session.operations().requestCancel(OTHER, operation.id())))
                .isFalse();
        assertThat(find(operation)).contains(operation);
    }

    @Test
    void forgottenInputIsGoneAndTheRestStays() {
        StoredOperation operation = insert(samples().operation());
        StoredOperation other = insert(samples().operation());
        writing(session -> session.operations().forgetInput(operation.id(), "userData"));
        writing(session -> session.operations().forgetInput(operation.id(), "userData"));
        writing(session -> session.operations().forgetInput(operation.id(), "absent"));
        assertThat(find(operation).orElseThrow().input()).isEqualTo(Map.of("name", "web"));
        assertThat(find(other)).contains(other);
    }

    private StoredOperation operation(ProjectId project, String key) {
        return samples().operation(project, samples().target("web"), Optional.of(key));
    }

    private Optional<StoredOperation> find(StoredOperation operation) {
        return read(session -> session.operations().find(operation.projectId(), operation.id()));
    }

    private Optional<StoredOperation> byKey(ProjectId project, String key) {
        return read(session -> session.operations().findByIdempotencyKey(project, key));
    }

    private List<StoredOperation> pages(ProjectId project, OperationQuery query, int limit) {
        List<StoredOperation> all = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            PageRequest request = new PageRequest(limit, next);
            Page<StoredOperation> page = read(session -> session.operations().list(project, query, request));
            all.addAll(page.items());
            next = page.next();
        } while (next.isPresent());
        return all;
    }
}
