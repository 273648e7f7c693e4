package io.iaas.memory;

import io.iaas.spi.hypervisor.DomainEvent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Who hears of a simulated host's domains. Guarded by the host's lock. */
final class EventBoard {
    private final Set<Listening> all = new LinkedHashSet<>();

    void add(Listening listening) {
        all.add(listening);
    }

    void remove(Listening listening) {
        all.remove(listening);
    }

    void tell(DomainEvent event) {
        List.copyOf(all).forEach(listening -> listening.changed(event));
    }
}
