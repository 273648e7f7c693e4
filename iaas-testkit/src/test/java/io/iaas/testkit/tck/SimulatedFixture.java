package io.iaas.testkit.tck;

import io.iaas.memory.SimulatedHost;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.memory.VirtualTime;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.hypervisor.VolumeName;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

final class SimulatedFixture implements HypervisorFixture {
    private final VirtualTime time = VirtualTime.create();
    private final SimulatedHost host = SimulatedHost.builder().time(time).build();
    private final Set<Capability> capabilities;
    private final SimulatedHypervisor hypervisor;

    SimulatedFixture(Set<Capability> capabilities) {
        this.capabilities = capabilities;
        hypervisor = connect();
    }

    private SimulatedHypervisor connect() {
        return SimulatedHypervisor.builder(host).capabilities(capabilities).build();
    }

    @Override
    public Hypervisor hypervisor() {
        return hypervisor;
    }

    @Override
    public Hypervisor anotherHypervisor() {
        return connect();
    }

    @Override
    public TestGuest guest() {
        return new TestGuest(true, true, Optional.of("simulated guest ready"), true, true);
    }

    @Override
    public boolean guestsHaveScreens() {
        return true;
    }

    @Override
    public void addForeignDomain(String name, UUID uuid) {
        host.addForeignDomain(name, uuid);
    }

    @Override
    public void addForeignVolume(VolumeName name) {
        host.addForeignVolume(name);
    }

    @Override
    public void pause() {
        time.advance(Duration.ofSeconds(1));
    }

    @Override
    public void close() {
        hypervisor.close();
    }
}
