package io.iaas.internal.compute;

import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.UnsupportedCapabilityException;

/** Refuses what the host cannot do, before anything changes. */
record CapabilityCheck(Hypervisor hypervisor) {
    void require(Capability capability) {
        if (!hypervisor.capabilities().contains(capability)) {
            throw new UnsupportedCapabilityException(hypervisor.hostId(), capability);
        }
    }

    /** Requires either of two, and names the second where both are missing. */
    void requireOne(Capability either, Capability or) {
        if (!hypervisor.capabilities().contains(either)) {
            require(or);
        }
    }
}
