package io.iaas.examples;

import io.iaas.libvirt.LibvirtHypervisor;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.spi.hypervisor.Hypervisor;

/** The host that an example runs on, by its argument. */
final class Hosts {
    private static final String SIMULATED = "simulated";

    private Hosts() {}

    /** Returns the simulated host for the word {@code simulated}, and else the host of a libvirt URI. */
    static Hypervisor named(String uri) {
        return uri.equals(SIMULATED) ? SimulatedHypervisor.create() : LibvirtHypervisor.connect(uri);
    }
}
