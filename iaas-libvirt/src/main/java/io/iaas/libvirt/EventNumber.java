package io.iaas.libvirt;

import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.StateReason;
import java.util.Optional;

/** What libvirt's numbers for life-cycle events ({@code virDomainEventType}) and their details mean. */
final class EventNumber {
    private static final int STARTED = 2;
    private static final int SUSPENDED = 3;
    private static final int RESUMED = 4;
    private static final int STOPPED = 5;
    private static final int SHUTDOWN = 6;
    private static final int SUSPENDED_BY_GUEST = 7;
    private static final int CRASHED = 8;
    private static final int WOKEN = 4;

    private EventNumber() {}

    /** Returns what a domain does now; empty when the event is not about that: it was defined, or is defined no more. */
    static Optional<SeenState> seen(int event, int detail) {
        return switch (event) {
            case STARTED -> seen(DomainState.RUNNING, detail == WOKEN ? StateReason.RESUMED : StateReason.STARTED);
            case SUSPENDED -> seen(DomainState.PAUSED, whySuspended(detail));
            case RESUMED -> seen(DomainState.RUNNING, StateReason.RESUMED);
            case STOPPED -> Optional.of(whyStopped(detail));
            case SHUTDOWN -> seen(DomainState.SHUTTING_DOWN, StateReason.GUEST_OFF);
            case SUSPENDED_BY_GUEST -> seen(DomainState.PAUSED, StateReason.ASLEEP);
            case CRASHED -> seen(DomainState.CRASHED, StateReason.CRASHED);
            default -> Optional.empty();
        };
    }

    /** {@code virDomainEventSuspendedDetailType}. */
    private static StateReason whySuspended(int detail) {
        return switch (detail) {
            case 0 -> StateReason.PAUSED;
            case 2 -> StateReason.IO_ERROR;
            case 3 -> StateReason.WATCHDOG;
            default -> StateReason.UNKNOWN;
        };
    }

    /** {@code virDomainEventStoppedDetailType}; "failed" is also said of a QEMU process that ended without a word. */
    private static SeenState whyStopped(int detail) {
        return switch (detail) {
            case 0 -> new SeenState(DomainState.OFF, StateReason.GUEST_OFF);
            case 1 -> new SeenState(DomainState.OFF, StateReason.POWER_CUT);
            case 2, 5 -> new SeenState(DomainState.CRASHED, StateReason.CRASHED);
            case 4 -> new SeenState(DomainState.OFF, StateReason.SAVED);
            default -> new SeenState(DomainState.OFF, StateReason.UNKNOWN);
        };
    }

    private static Optional<SeenState> seen(DomainState state, StateReason reason) {
        return Optional.of(new SeenState(state, reason));
    }
}
