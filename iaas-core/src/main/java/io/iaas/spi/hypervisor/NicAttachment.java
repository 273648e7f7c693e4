package io.iaas.spi.hypervisor;

import io.iaas.network.MacAddress;

/**
 * A virtio network interface of a domain.
 *
 * @param mac its Ethernet address
 * @param network the network's name; {@link io.iaas.network.Network#DEFAULT} is the host's own
 */
public record NicAttachment(MacAddress mac, String network) {}
