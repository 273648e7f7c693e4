package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.error.ClosedException;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.DomainEvent;
import io.iaas.spi.hypervisor.DomainEvents;
import io.iaas.spi.hypervisor.DomainListener;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.StateReason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link DomainEvents} and {@link DomainListener} promise. */
public abstract class DomainEventsContract extends HostTest {
    /** For subclasses. */
    protected DomainEventsContract() {}

    @Test
    void everyChangeIsToldInItsOrderWithItsReason() {
        if (refuses()) {
            return;
        }
        RecordingListener listener = new RecordingListener();
        DomainRef ref = workbench().defined();
        try (DomainEvents.Subscription subscription = listening(listener)) {
            assertThat(subscription).isNotNull();
            hypervisor().power().start(ref);
            hypervisor().power().pause(ref);
            hypervisor().power().resume(ref);
            hypervisor().power().powerOff(ref);

            waitUntil("four changes are told", () -> states(listener, ref).size() >= 4);

            assertThat(states(listener, ref))
                    .containsExactly(DomainState.RUNNING, DomainState.PAUSED, DomainState.RUNNING, DomainState.OFF);
            assertThat(listener.eventsOf(ref.vmId()))
                    .contains(
                            event(ref, DomainState.RUNNING, StateReason.STARTED),
                            event(ref, DomainState.PAUSED, StateReason.PAUSED),
                            event(ref, DomainState.RUNNING, StateReason.RESUMED),
                            event(ref, DomainState.OFF, StateReason.POWER_CUT));
            assertThat(listener.overlapped()).isFalse();
        }
    }

    @Test
    void guestThatPowersOffIsToldOf() {
        if (refuses() || !fixture().guest().obeysPowerButton()) {
            return;
        }
        RecordingListener listener = new RecordingListener();
        DomainRef ref = workbench().running();
        try (DomainEvents.Subscription subscription = listening(listener)) {
            assertThat(subscription).isNotNull();
            waitUntil("the domain is off", () -> {
                hypervisor().power().requestShutdown(ref);
                return isOff(ref);
            });

            waitUntil(
                    "its end is told",
                    () -> listener.eventsOf(ref.vmId()).contains(event(ref, DomainState.OFF, StateReason.GUEST_OFF)));
        }
    }

    @Test
    void observedDomainTellsTheReasonToo() {
        DomainRef ref = workbench().running();
        assertThat(reasonOf(ref)).isEqualTo(StateReason.STARTED);

        hypervisor().power().pause(ref);
        assertThat(reasonOf(ref)).isEqualTo(StateReason.PAUSED);

        hypervisor().power().powerOff(ref);
        if (!can(Capability.EPHEMERAL)) {
            assertThat(reasonOf(ref)).isEqualTo(StateReason.POWER_CUT);
        }
    }

    @Test
    void everyListenerIsToldThatEventsBeginAndHearsThemAll() {
        if (refuses()) {
            return;
        }
        RecordingListener first = new RecordingListener();
        RecordingListener second = new RecordingListener();
        DomainRef ref = workbench().defined();
        try (DomainEvents.Subscription one = listening(first);
                DomainEvents.Subscription two = listening(second)) {
            assertThat(one).isNotSameAs(two);
            hypervisor().power().start(ref);
            for (RecordingListener listener : List.of(first, second)) {
                waitUntil(
                        "the start is told",
                        () -> listener.eventsOf(ref.vmId())
                                .contains(event(ref, DomainState.RUNNING, StateReason.STARTED)));
                assertThat(states(listener, ref)).containsExactly(DomainState.RUNNING);
            }
        }
    }

    @Test
    void nothingIsToldBehindTheEndOfASubscription() {
        if (refuses()) {
            return;
        }
        RecordingListener ended = new RecordingListener();
        RecordingListener other = new RecordingListener();
        DomainRef ref = workbench().defined();
        try (DomainEvents.Subscription subscription = listening(other)) {
            assertThat(subscription).isNotNull();
            DomainEvents.Subscription ending = listening(ended);
            ending.close();
            ending.close();
            hypervisor().power().start(ref);
            waitUntil(
                    "the start is told to who still listens",
                    () -> !states(other, ref).isEmpty());
        }
        assertThat(ended.eventsOf(ref.vmId())).isEmpty();
    }

    @Test
    void listenerThatThrowsIsCalledOnAndDisturbsNobody() {
        if (refuses()) {
            return;
        }
        RecordingListener other = new RecordingListener();
        RecordingListener thrower = new RecordingListener();
        DomainRef ref = workbench().defined();
        DomainListener throwing = new DomainListener() {
            @Override
            public void began() {
                thrower.began();
                throw new IllegalStateException("thrown by a test");
            }

            @Override
            public void changed(DomainEvent event) {
                thrower.changed(event);
                throw new IllegalStateException("thrown by a test");
            }
        };
        try (DomainEvents.Subscription one = hypervisor().events().listen(throwing);
                DomainEvents.Subscription two = listening(other)) {
            assertThat(one).isNotSameAs(two);
            waitUntil("events begin", () -> thrower.timesBegan() > 0);
            hypervisor().power().start(ref);
            hypervisor().power().powerOff(ref);
            for (RecordingListener listener : List.of(thrower, other)) {
                waitUntil("both changes are told", () -> states(listener, ref).size() >= 2);
            }
        }
    }

    @Test
    void closedDriverRefusesListenersAndEndsSubscriptions() {
        if (refuses()) {
            return;
        }
        DomainEvents events = hypervisor().events();
        DomainEvents.Subscription subscription = listening(new RecordingListener());
        hypervisor().close();

        assertThatThrownBy(() -> events.listen(new RecordingListener())).isInstanceOf(ClosedException.class);
        subscription.close();
    }

    /** Tells whether there is nothing to hear, and proves it then. */
    private boolean refuses() {
        if (!can(Capability.EVENTS)) {
            assertUnsupported(Capability.EVENTS, () -> hypervisor().events().listen(new RecordingListener()));
        }
        return !can(Capability.EVENTS);
    }

    private DomainEvents.Subscription listening(RecordingListener listener) {
        DomainEvents.Subscription subscription = hypervisor().events().listen(listener);
        waitUntil("events begin", () -> listener.timesBegan() > 0);
        return subscription;
    }

    private StateReason reasonOf(DomainRef ref) {
        return hypervisor().domains().find(ref).orElseThrow().reason();
    }

    /** What comes on the way to another state some hosts tell and some do not, and some tell a state again. */
    private static List<DomainState> states(RecordingListener listener, DomainRef ref) {
        List<DomainState> states = new ArrayList<>();
        listener.eventsOf(ref.vmId()).stream()
                .map(DomainEvent::state)
                .filter(state -> state != DomainState.SHUTTING_DOWN)
                .filter(state -> states.isEmpty() || states.get(states.size() - 1) != state)
                .forEach(states::add);
        return states;
    }

    private static DomainEvent event(DomainRef ref, DomainState state, StateReason reason) {
        return new DomainEvent(ref.vmId().value(), state, reason);
    }
}
