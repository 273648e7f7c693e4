package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.compute.Flavor;
import io.iaas.event.Change;
import io.iaas.event.Event;
import io.iaas.event.EventKind;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.identity.Role;
import io.iaas.identity.UserId;
import io.iaas.operation.JournalStep;
import io.iaas.operation.OperationState;
import io.iaas.spi.repository.EventDraft;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StepRecord;
import io.iaas.spi.repository.StoredOperation;
import io.iaas.spi.repository.StoredToken;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A project goes with its past, and never while something is in it. */
abstract class ProjectDeletionContract extends DatabaseTest {
    @Test
    void emptyProjectIsDeletedAndItsNameIsFree() {
        assertThat(delete(OTHER)).isTrue();

        assertThat(found(session -> session.projects().find(OTHER))).isEmpty();
        assertThat(found(session -> session.projects().findByName("other"))).isEmpty();
        assertThat(delete(OTHER)).isFalse();
        writing(session -> session.projects().insert(new Project(OTHER, "other", start())));
    }

    @Test
    void membershipsAndTokensGoWithTheirProject() {
        UserId alice = insert(samples().user("alice")).user().id();
        writing(session -> {
            session.identity().memberships().put(OTHER, alice, Role.MEMBER);
            session.identity().memberships().put(Project.DEFAULT, alice, Role.READER);
            session.identity().tokens().insert(new StoredToken("theirs", alice, OTHER, start()));
            session.identity().tokens().insert(new StoredToken("ours", alice, Project.DEFAULT, start()));
        });

        assertThat(delete(OTHER)).isTrue();

        assertThat(listed(session -> session.identity().memberships().ofUser(alice)))
                .extracting(membership -> membership.project().id())
                .containsExactly(Project.DEFAULT);
        assertThat(found(session -> session.identity().tokens().find("theirs"))).isEmpty();
        assertThat(found(session -> session.identity().tokens().find("ours"))).isPresent();
    }

    @Test
    void operationsThatHaveEndedGoWithTheirSteps() {
        StoredOperation theirs = insert(samples().operation(OTHER, samples().target("web"), Optional.of("key")));
        StoredOperation ours = insert(samples().operation());
        writing(session -> {
            for (StoredOperation operation : List.of(theirs, ours)) {
                session.steps()
                        .put(new StepRecord(
                                operation.id(),
                                0,
                                "step",
                                JournalStep.State.DONE,
                                Optional.empty(),
                                Map.of(),
                                Map.of(),
                                1));
            }
            session.operations()
                    .change(
                            theirs.id(),
                            OperationState.QUEUED,
                            theirs.status().settled(OperationState.SUCCEEDED, Optional.empty(), start()));
        });

        assertThat(delete(OTHER)).isTrue();

        assertThat(found(session -> session.operations().find(theirs.id()))).isEmpty();
        assertThat(found(session -> session.operations().findByIdempotencyKey(OTHER, "key")))
                .isEmpty();
        assertThat(listed(session -> session.steps().list(theirs.id()))).isEmpty();
        assertThat(found(session -> session.operations().find(ours.id()))).contains(ours);
        assertThat(listed(session -> session.steps().list(ours.id()))).hasSize(1);
    }

    @Test
    void eventsGoWithoutCountingAsForgotten() {
        append(OTHER);
        append(Project.DEFAULT);
        append(OTHER);

        assertThat(delete(OTHER)).isTrue();

        assertThat(listed(session -> session.events().list(OTHER, 0, 9))).isEmpty();
        assertThat(this.<Long>read(session -> session.events().forgotten())).isZero();
        assertThat(this.<Long>read(session -> session.events().newest())).isEqualTo(3);
        append(Project.DEFAULT);
        assertThat(listed(session -> session.events().list(Project.DEFAULT, 0, 9)))
                .extracting(Event::sequence)
                .containsExactly(2L, 4L);
    }

    @Test
    void projectWithAnythingInItStaysWithItsPast() {
        StoredOperation ended = insert(samples().operation(OTHER, samples().target("web"), Optional.empty()));
        writing(session -> session.operations()
                .change(
                        ended.id(),
                        OperationState.QUEUED,
                        ended.status().settled(OperationState.ROLLED_BACK, Optional.empty(), start())));
        assertStays(session -> session.vms().insert(samples().vm(OTHER, "web")));
        assertStays(session -> session.images().insert(samples().image(OTHER, "debian")));
        assertStays(session -> session.flavors().insert(OTHER, new Flavor("mine", 1, 128, 0)));
        assertStays(session ->
                session.operations().insert(samples().operation(OTHER, samples().target("db"), Optional.empty())));
        assertThat(found(session -> session.operations().find(ended.id()))).isPresent();
    }

    /** Adds something, sees that the project cannot go, and takes it back. */
    private void assertStays(Consumer<RepositorySession> work) {
        assertThatThrownBy(() -> writing(session -> {
                    work.accept(session);
                    session.projects().delete(OTHER);
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(found(session -> session.projects().find(OTHER))).isPresent();
    }

    private boolean delete(ProjectId project) {
        return changed(session -> session.projects().delete(project));
    }

    private void append(ProjectId project) {
        writing(session -> session.events()
                .append(new EventDraft(
                        project,
                        EventKind.VM_DELETED,
                        samples().target("web"),
                        new Change(Optional.empty(), Optional.empty(), Optional.empty()),
                        Optional.empty())));
    }
}
