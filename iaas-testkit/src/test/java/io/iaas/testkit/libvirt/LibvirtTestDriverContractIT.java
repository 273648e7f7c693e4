package io.iaas.testkit.libvirt;

import io.iaas.libvirt.LibvirtHypervisor;
import io.iaas.testkit.tck.HypervisorContract;
import io.iaas.testkit.tck.HypervisorFixture;
import io.iaas.testkit.tck.TestGuest;

/** The contract on libvirt's test driver, which lives in this process and runs nothing. */
class LibvirtTestDriverContractIT extends HypervisorContract {
    private static final String URI = "test:///default";

    @Override
    protected HypervisorFixture newFixture() {
        return ContractFixture.small(
                URI, LibvirtHypervisor.builder(URI).pool(TestHost.POOL), TestGuest.none(), new byte[512]);
    }
}
