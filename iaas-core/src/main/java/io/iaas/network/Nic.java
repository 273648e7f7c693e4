package io.iaas.network;

import java.net.InetAddress;
import java.util.List;

/**
 * A network interface of a virtual machine.
 *
 * @param mac its Ethernet address, given at creation and kept
 * @param network the network's name
 * @param addresses the addresses that the guest was last seen to hold; empty until it has asked for one
 */
public record Nic(MacAddress mac, String network, List<InetAddress> addresses) {
    /** Copies the addresses. */
    public Nic {
        addresses = List.copyOf(addresses);
    }

    /** Returns the same interface with these addresses. */
    public Nic withAddresses(List<InetAddress> seen) {
        return new Nic(mac, network, seen);
    }
}
