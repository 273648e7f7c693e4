package io.iaas.internal.feed;

import io.iaas.spi.hypervisor.DomainEvent;
import java.util.Optional;

/**
 * Why a machine is looked at.
 *
 * @param told what the host told of it last; empty when it was missed
 * @param news whether that is all that happened: no operation was at work, and nothing was missed since
 */
record Matter(Optional<DomainEvent> told, boolean news) {
    static Matter of(DomainEvent event) {
        return new Matter(Optional.of(event), true);
    }

    static Matter missed() {
        return new Matter(Optional.empty(), false);
    }

    /** Returns the same for a look at another time, by when more may have happened. */
    Matter later() {
        return new Matter(told, false);
    }
}
