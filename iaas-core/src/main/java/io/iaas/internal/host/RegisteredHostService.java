package io.iaas.internal.host;

import io.iaas.error.IaasException;
import io.iaas.error.NotFoundException;
import io.iaas.host.Host;
import io.iaas.host.HostId;
import io.iaas.host.HostService;
import io.iaas.spi.hypervisor.HostDescription;
import io.iaas.spi.hypervisor.Hypervisor;
import java.util.List;
import java.util.Optional;

/** The host that the host application registered. */
public final class RegisteredHostService implements HostService {
    private final Hypervisor hypervisor;

    /** Serves a host. */
    public RegisteredHostService(Hypervisor hypervisor) {
        this.hypervisor = hypervisor;
    }

    @Override
    public List<Host> list() {
        return List.of(describe());
    }

    @Override
    public Host get(HostId id) {
        if (!id.equals(hypervisor.hostId())) {
            throw new NotFoundException("host", id);
        }
        return describe();
    }

    private Host describe() {
        try {
            HostDescription description = hypervisor.describe();
            return new Host(
                    hypervisor.hostId(),
                    description.hypervisor(),
                    Optional.of(description.accelerator()),
                    description.cpus(),
                    description.memoryMib(),
                    hypervisor.volumes().freeBytes(),
                    Optional.empty());
        } catch (IaasException e) {
            return Host.down(hypervisor.hostId(), String.valueOf(e.getMessage()));
        }
    }
}
