package io.iaas.memory;

import io.iaas.spi.hypervisor.Consoles;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.VolumeName;
import java.util.List;

final class SimulatedConsoles implements Consoles {
    private final CallGate gate;
    private final HostState host;

    SimulatedConsoles(CallGate gate, HostState host) {
        this.gate = gate;
        this.host = host;
    }

    @Override
    public boolean exists(VolumeName log) {
        return gate.call(
                SimulatedCall.FIND_CONSOLE,
                () -> host.locked(() -> host.consoles().exists(log)));
    }

    @Override
    public void create(VolumeName log) {
        gate.run(
                SimulatedCall.CREATE_CONSOLE,
                () -> host.run(() -> {
                    if (host.consoles().exists(log)) {
                        throw HypervisorException.foreign("console log " + log);
                    }
                    host.consoles().create(log);
                }));
    }

    @Override
    public byte[] tail(VolumeName log, int maxBytes) {
        return gate.call(
                SimulatedCall.TAIL_CONSOLE,
                () -> host.locked(() -> host.consoles().tail(log, maxBytes)));
    }

    @Override
    public List<String> list() {
        return gate.call(
                SimulatedCall.LIST_CONSOLES,
                () -> host.locked(() -> List.copyOf(host.consoles().names())));
    }

    @Override
    public void delete(VolumeName log) {
        gate.run(
                SimulatedCall.DELETE_CONSOLE,
                () -> host.run(() -> host.consoles().delete(log)));
    }
}
