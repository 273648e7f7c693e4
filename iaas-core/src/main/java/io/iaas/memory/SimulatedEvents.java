package io.iaas.memory;

import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.DomainEvents;
import io.iaas.spi.hypervisor.DomainListener;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What one driver hears of a simulated host. */
final class SimulatedEvents implements DomainEvents {
    private final CallGate gate;
    private final HostState host;
    private final Set<Listening> mine = new LinkedHashSet<>();
    private boolean cut;

    SimulatedEvents(CallGate gate, HostState host) {
        this.gate = gate;
        this.host = host;
    }

    @Override
    public Subscription listen(DomainListener listener) {
        gate.requireOpen();
        gate.require(Capability.EVENTS);
        Listening listening = new Listening(listener, this::end);
        host.run(() -> {
            gate.requireOpen();
            mine.add(listening);
            host.events().add(listening);
            if (!cut) {
                listening.connect();
            }
        });
        return listening;
    }

    void cut() {
        host.run(() -> {
            cut = true;
            mine.forEach(Listening::disconnect);
        });
    }

    void mend() {
        host.run(() -> {
            cut = false;
            List.copyOf(mine).forEach(Listening::connect);
        });
    }

    void close() {
        List<Listening> open = host.locked(() -> List.copyOf(mine));
        open.forEach(this::end);
    }

    private void end(Listening listening) {
        host.run(() -> {
            listening.markClosed();
            mine.remove(listening);
            host.events().remove(listening);
        });
    }
}
