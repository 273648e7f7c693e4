package io.iaas.internal.compute;

import io.iaas.compute.VmState;
import io.iaas.spi.hypervisor.DomainState;

/** What the state of a domain means for its machine. */
public final class LiveState {
    private LiveState() {}

    /** Returns the machine's state. */
    public static VmState of(DomainState state) {
        return switch (state) {
            case RUNNING, SHUTTING_DOWN -> VmState.RUNNING;
            case PAUSED -> VmState.PAUSED;
            case OFF -> VmState.STOPPED;
            case CRASHED -> VmState.CRASHED;
        };
    }
}
