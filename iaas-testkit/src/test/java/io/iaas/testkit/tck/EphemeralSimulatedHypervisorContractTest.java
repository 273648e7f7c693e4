package io.iaas.testkit.tck;

import io.iaas.spi.hypervisor.Capability;
import java.util.EnumSet;

class EphemeralSimulatedHypervisorContractTest extends HypervisorContract {
    @Override
    protected HypervisorFixture newFixture() {
        return new SimulatedFixture(EnumSet.allOf(Capability.class));
    }
}
