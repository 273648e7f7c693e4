package io.iaas.testkit.tck;

import io.iaas.spi.hypervisor.Capability;
import java.util.EnumSet;

class SimulatedHypervisorContractTest extends HypervisorContract {
    @Override
    protected HypervisorFixture newFixture() {
        return new SimulatedFixture(EnumSet.complementOf(EnumSet.of(Capability.EPHEMERAL)));
    }
}
