package io.iaas.internal.compute;

import io.iaas.compute.VmState;
import io.iaas.spi.hypervisor.DomainState;

/** What a domain's state says of its machine. */
final class LiveState {
    private LiveState() {}

    static VmState of(DomainState state) {
        return switch (state) {
            case RUNNING, SHUTTING_DOWN -> VmState.RUNNING;
            case PAUSED -> VmState.PAUSED;
            case OFF -> VmState.STOPPED;
            case CRASHED -> VmState.CRASHED;
        };
    }
}
