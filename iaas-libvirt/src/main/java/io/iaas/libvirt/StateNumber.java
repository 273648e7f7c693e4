package io.iaas.libvirt;

import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.StateReason;

/** What libvirt's numbers for states ({@code virDomainState}) and the reasons for them mean. */
final class StateNumber {
    private static final int PAUSED = 3;
    private static final int SHUTDOWN = 4;
    private static final int SHUTOFF = 5;
    private static final int CRASHED = 6;
    private static final int SUSPENDED_BY_GUEST = 7;

    private StateNumber() {}

    static SeenState seen(int state, int reason) {
        return switch (state) {
            case PAUSED -> new SeenState(DomainState.PAUSED, whyPaused(reason));
            case SUSPENDED_BY_GUEST -> new SeenState(DomainState.PAUSED, StateReason.ASLEEP);
            case SHUTDOWN -> new SeenState(DomainState.SHUTTING_DOWN, StateReason.GUEST_OFF);
            case SHUTOFF -> whyOff(reason);
            case CRASHED -> new SeenState(DomainState.CRASHED, StateReason.CRASHED);
            default -> new SeenState(DomainState.RUNNING, whyRunning(reason));
        };
    }

    /** {@code virDomainRunningReason}. */
    private static StateReason whyRunning(int reason) {
        return switch (reason) {
            case 1, 3, 4 -> StateReason.STARTED;
            case 5, 8 -> StateReason.RESUMED;
            default -> StateReason.UNKNOWN;
        };
    }

    /** {@code virDomainPausedReason}. */
    private static StateReason whyPaused(int reason) {
        return switch (reason) {
            case 1 -> StateReason.PAUSED;
            case 5 -> StateReason.IO_ERROR;
            case 6 -> StateReason.WATCHDOG;
            case 10 -> StateReason.CRASHED;
            default -> StateReason.UNKNOWN;
        };
    }

    /** {@code virDomainShutoffReason}; "daemon" is said of a guest that a new daemon could not get hold of. */
    private static SeenState whyOff(int reason) {
        return switch (reason) {
            case 1 -> new SeenState(DomainState.OFF, StateReason.GUEST_OFF);
            case 2 -> new SeenState(DomainState.OFF, StateReason.POWER_CUT);
            case 3, 8 -> new SeenState(DomainState.CRASHED, StateReason.CRASHED);
            case 5 -> new SeenState(DomainState.OFF, StateReason.SAVED);
            case 6 -> new SeenState(DomainState.OFF, StateReason.START_FAILED);
            default -> new SeenState(DomainState.OFF, StateReason.UNKNOWN);
        };
    }
}
