package io.iaas.libvirt;

import io.iaas.spi.hypervisor.DomainState;

/** What libvirt's numbers for states ({@code virDomainState}) and the reasons for them mean. */
final class StateNumber {
    private static final int PAUSED = 3;
    private static final int SHUTDOWN = 4;
    private static final int SHUTOFF = 5;
    private static final int CRASHED = 6;
    private static final int SUSPENDED_BY_GUEST = 7;
    private static final int OFF_BECAUSE_CRASHED = 3;

    private StateNumber() {}

    static DomainState state(int state, int reason) {
        return switch (state) {
            case PAUSED, SUSPENDED_BY_GUEST -> DomainState.PAUSED;
            case SHUTDOWN -> DomainState.SHUTTING_DOWN;
            case SHUTOFF -> reason == OFF_BECAUSE_CRASHED ? DomainState.CRASHED : DomainState.OFF;
            case CRASHED -> DomainState.CRASHED;
            default -> DomainState.RUNNING;
        };
    }
}
