package io.iaas.internal.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.event.Change;
import io.iaas.event.EventKind;
import io.iaas.identity.Project;
import io.iaas.memory.InMemoryRepositories;
import io.iaas.operation.OperationTarget;
import io.iaas.spi.repository.EventDraft;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may hear no more hears nothing of what waits. */
class EndedSubscriptionTest {
    private final InMemoryRepositories repositories = InMemoryRepositories.create();
    private final EventStream stream = new EventStream(repositories);
    private final AtomicReference<Optional<String>> ended = new AtomicReference<>(Optional.empty());
    private final ProjectEventService limited =
            new ProjectEventService(Project.DEFAULT, repositories, stream, session -> ended.get());
    private final ProjectEventService events =
            new ProjectEventService(Project.DEFAULT, repositories, stream, session -> Optional.empty());

    @AfterEach
    void close() {
        stream.close();
        repositories.close();
    }

    @Test
    void listenerThatIsHeldUpWithAFullQueueIsDroppedWithAllThatWaits() throws InterruptedException {
        append(2 * Follower.CAPACITY);
        Heard slow = Heard.heldUp();
        Heard quick = Heard.atOnce();
        limited.subscribe(0, slow);
        events.subscribe(events.newest(), quick);
        slow.awaitFirst();

        ended.set(Optional.of("ended by a test"));
        // The reader takes turns: one that began before the end may have passed the slow one, the next has not.
        for (int turn = 0; turn < 2; turn++) {
            append(1);
            quick.awaitNumber(events.newest());
        }
        slow.release();
        slow.awaitDropped();

        assertThat(slow.numbers()).containsExactly(1L);
        assertThat(slow.dropped()).contains("ended by a test");
    }

    private void append(int count) {
        OperationTarget target = new OperationTarget(OperationTarget.VM, new UUID(1, 1), "web");
        Change change = new Change(Optional.empty(), Optional.empty(), Optional.empty());
        repositories.<Boolean>write(session -> {
            for (int i = 0; i < count; i++) {
                session.events()
                        .append(new EventDraft(
                                Project.DEFAULT, EventKind.VM_DELETED, target, change, Optional.empty()));
            }
            return true;
        });
        stream.wake();
    }
}
