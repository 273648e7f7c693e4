package io.iaas.memory;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.SerialConsoles;
import io.iaas.spi.hypervisor.SerialLine;

final class SimulatedSerialConsoles implements SerialConsoles {
    private final CallGate gate;
    private final HostState host;

    SimulatedSerialConsoles(CallGate gate, HostState host) {
        this.gate = gate;
        this.host = host;
    }

    @Override
    public SerialLine open(DomainRef ref, boolean takeOver) {
        return gate.call(
                SimulatedCall.OPEN_CONSOLE,
                () -> host.locked(() -> {
                    SimulatedDomain domain = host.domains().present(ref);
                    if (!domain.live()) {
                        throw new HypervisorException(ErrorCode.WRONG_STATE, ref + " is " + domain.state(), "");
                    }
                    if (domain.isAttached() && !takeOver) {
                        throw new HypervisorException(
                                ErrorCode.IN_USE, "somebody has the console of " + ref + " open", "");
                    }
                    SimulatedLine line = new SimulatedLine(host, ref);
                    domain.attach(line);
                    return line;
                }));
    }
}
