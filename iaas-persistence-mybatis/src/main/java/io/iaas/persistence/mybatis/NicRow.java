package io.iaas.persistence.mybatis;

import io.iaas.network.MacAddress;
import io.iaas.network.Nic;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** A row of {@code iaas_nic}; addresses are literals without a scope. */
record NicRow(String vmId, int position, String mac, String network, String addresses) {

    static NicRow of(String vmId, int position, Nic nic) {
        String addresses =
                Lines.ofList(nic.addresses().stream().map(NicRow::literal).toList());
        return new NicRow(vmId, position, nic.mac().value(), nic.network(), addresses);
    }

    Nic nic() {
        return new Nic(
                new MacAddress(mac),
                network,
                Lines.toList(addresses).stream().map(NicRow::address).toList());
    }

    /** The scope is one of this host's interfaces and means nothing elsewhere. */
    private static String literal(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress()).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("a stored address is a literal", e);
        }
    }
}
