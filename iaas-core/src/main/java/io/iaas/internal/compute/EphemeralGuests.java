package io.iaas.internal.compute;

import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.DomainState;
import io.iaas.spi.hypervisor.Hypervisor;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Guests whose domains are gone when they are off: a machine without one is off there, and missing elsewhere. */
public final class EphemeralGuests {
    private EphemeralGuests() {}

    /** Returns whether a host's guests are. */
    public static boolean on(Hypervisor hypervisor) {
        return hypervisor.capabilities().contains(Capability.EPHEMERAL);
    }

    /** Returns what the domains of machines do, by one call; without those that are missing. */
    public static Map<UUID, DomainState> states(Hypervisor hypervisor, Set<UUID> machines) {
        Map<UUID, DomainState> there = hypervisor.domains().states(machines);
        if (!on(hypervisor)) {
            return there;
        }
        Map<UUID, DomainState> all = new HashMap<>(there);
        machines.forEach(machine -> all.putIfAbsent(machine, DomainState.OFF));
        return all;
    }
}
