package io.iaas.spi.hypervisor;

import io.iaas.compute.VmId;

/**
 * Which domain is meant, and how to know that it is ours: a domain is ours when its UUID is the machine's id, its name
 * is the derived one, and its metadata carries the installation. A driver checks all three before it changes one.
 *
 * @param vmId the machine's id, which is the domain's UUID
 * @param name the derived name
 * @param installation the installation that owns it
 */
public record DomainRef(VmId vmId, String name, String installation) {
    @Override
    public String toString() {
        return "domain " + name;
    }
}
