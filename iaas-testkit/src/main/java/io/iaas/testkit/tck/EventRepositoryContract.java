package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.event.Change;
import io.iaas.event.Event;
import io.iaas.event.EventKind;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationTarget;
import io.iaas.spi.repository.EventDraft;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

abstract class EventRepositoryContract extends DatabaseTest {
    private static final OperationTarget TARGET = new OperationTarget(OperationTarget.VM, new UUID(4, 4), "web");

    @Test
    void eventIsKeptWholeWithItsNumberAndTheTimeOfItsTransaction() {
        EventDraft full = new EventDraft(
                Project.DEFAULT,
                EventKind.VM_STATE_CHANGED,
                TARGET,
                new Change(Optional.of("RUNNING"), Optional.of("CRASHED"), Optional.of("the guest \u2603 crashed")),
                Optional.of(new OperationId(new UUID(5, 5))));
        EventDraft bare = draft(Project.DEFAULT, "bare");

        append(full);
        append(bare);

        List<Event> events = list(Project.DEFAULT, 0, 10);
        assertThat(events).extracting(Event::sequence).containsExactly(1L, 2L);
        assertThat(events.get(0).at()).isBetween(start(), now());
        assertThat(events.stream().map(EventRepositoryContract::draftOf)).containsExactly(full, bare);
    }

    @Test
    void eventsAreListedBehindANumberInTheirOrderUpToTheLimit() {
        for (String name : List.of("a", "b", "c", "d")) {
            append(draft(Project.DEFAULT, name));
        }

        assertThat(list(Project.DEFAULT, 1, 2)).extracting(Event::sequence).containsExactly(2L, 3L);
        assertThat(list(Project.DEFAULT, 3, 2)).extracting(Event::sequence).containsExactly(4L);
        assertThat(list(Project.DEFAULT, 4, 2)).isEmpty();
    }

    @Test
    void projectsShareTheNumbersAndSeeOnlyTheirOwnEvents() {
        append(draft(Project.DEFAULT, "ours"));
        append(draft(OTHER, "theirs"));
        append(draft(Project.DEFAULT, "ours too"));

        assertThat(list(Project.DEFAULT, 0, 10)).extracting(Event::sequence).containsExactly(1L, 3L);
        assertThat(list(OTHER, 0, 10)).extracting(Event::sequence).containsExactly(2L);
        assertThat(newest()).isEqualTo(3);
    }

    @Test
    void eventOfATransactionThatIsRolledBackNeverWas() {
        append(draft(Project.DEFAULT, "first"));
        assertThatThrownBy(() -> writing(session -> {
                    session.events().append(draft(Project.DEFAULT, "never"));
                    throw new IllegalStateException("rolled back by a test");
                }))
                .hasMessage("rolled back by a test");
        append(draft(Project.DEFAULT, "second"));

        assertThat(list(Project.DEFAULT, 0, 10))
                .extracting(event -> event.target().name())
                .containsExactly("first", "second");
    }

    @Test
    void eventsOfOneTransactionAreSeenWithinItInTheirOrder() {
        writing(session -> {
            session.events().append(draft(Project.DEFAULT, "first"));
            session.events().append(draft(Project.DEFAULT, "second"));
            assertThat(session.events().list(Project.DEFAULT, 0, 10))
                    .extracting(event -> event.target().name())
                    .containsExactly("first", "second");
            assertThat(session.events().newest()).isEqualTo(2);
        });
    }

    @Test
    void emptyDatabaseHasNoNumber() {
        assertThat(newest()).isZero();
        assertThat(forgotten()).isZero();
        assertThat(list(Project.DEFAULT, 0, 10)).isEmpty();
    }

    @Test
    void oldEventsAreForgottenAndTheirNumbersAreNotGivenAgain() {
        append(draft(Project.DEFAULT, "old"));
        append(draft(OTHER, "old"));
        fixture().pass(Duration.ofSeconds(2));
        Instant between = now();
        append(draft(Project.DEFAULT, "young"));

        forgetBefore(between);

        assertThat(forgotten()).isEqualTo(2);
        assertThat(list(OTHER, 0, 10)).isEmpty();
        assertThat(list(Project.DEFAULT, 0, 10)).extracting(Event::sequence).containsExactly(3L);

        fixture().pass(Duration.ofSeconds(2));
        forgetBefore(now());

        assertThat(forgotten()).isEqualTo(3);
        assertThat(newest()).isEqualTo(3);
        append(draft(Project.DEFAULT, "later"));
        assertThat(list(Project.DEFAULT, 3, 10)).extracting(Event::sequence).containsExactly(4L);
    }

    @Test
    void readingTransactionAppendsAndForgetsNothing() {
        assertThatThrownBy(() -> asked(session -> {
                    session.events().append(draft(Project.DEFAULT, "never"));
                    return true;
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> asked(session -> {
                    session.events().forgetBefore(session.now());
                    return true;
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    private void append(EventDraft draft) {
        writing(session -> session.events().append(draft));
    }

    private void forgetBefore(Instant time) {
        writing(session -> session.events().forgetBefore(time));
    }

    private List<Event> list(ProjectId project, long after, int limit) {
        return listed(session -> session.events().list(project, after, limit));
    }

    private long newest() {
        return this.<Long>read(session -> session.events().newest());
    }

    private long forgotten() {
        return this.<Long>read(session -> session.events().forgotten());
    }

    private static EventDraft draft(ProjectId project, String name) {
        return new EventDraft(
                project,
                EventKind.VM_DELETED,
                new OperationTarget(OperationTarget.VM, new UUID(6, 6), name),
                new Change(Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty());
    }

    private static EventDraft draftOf(Event event) {
        return new EventDraft(event.projectId(), event.kind(), event.target(), event.change(), event.operation());
    }
}
