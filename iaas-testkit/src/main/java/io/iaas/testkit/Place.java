package io.iaas.testkit;

import io.iaas.libvirt.FenceSetting;
import io.iaas.libvirt.LibvirtHypervisor;
import io.iaas.libvirt.LibvirtHypervisorBuilder;

/**
 * Where a run makes its things. Runs of one place share its pool and its network, and the last one removes them.
 *
 * @param uri libvirt's URI
 * @param name the name of the storage pool, and of the network
 */
record Place(String uri, String name) {
    /**
     * Returns a driver whose guests end with it; it connects when it is used. There is no fence: all guests of a place are
     * those of one user, and each fence costs time at the start and at the end.
     */
    LibvirtHypervisorBuilder driver() {
        return LibvirtHypervisor.builder(uri)
                .pool(name)
                .network(name)
                .fence(FenceSetting.OFF)
                .ephemeral();
    }
}
