package io.iaas.libvirt;

import java.util.UUID;

/** Writes the description of the network. */
final class NetworkXml {
    private static final String DNSMASQ_NAMESPACE = "http://libvirt.org/schemas/network/dnsmasq/1.0";

    private NetworkXml() {}

    /**
     * Writes the description of a NAT network on which a guest has its address at once.
     *
     * @param prefix the first three octets of its 256 addresses, such as {@code "192.168.150"}
     */
    static String write(String name, UUID uuid, String prefix) {
        return XmlText.document(xml -> xml.element("network", network -> {
            xml.namespace("dnsmasq", DNSMASQ_NAMESPACE);
            xml.text("name", name);
            xml.text("uuid", uuid.toString());
            xml.element("forward", "mode", "nat");
            // With the spanning tree on, a port forwards nothing for the first seconds.
            xml.element("bridge", "stp", "off", "delay", "0");
            xml.element("ip", ip -> xml.element("dhcp", dhcp -> range(xml, prefix)), address(prefix));
            // Otherwise each offer waits three seconds for an echo from the address.
            xml.qualified(
                    "dnsmasq",
                    DNSMASQ_NAMESPACE,
                    "options",
                    options -> xml.qualified("dnsmasq", DNSMASQ_NAMESPACE, "option", "value", "no-ping"));
        }));
    }

    private static String[] address(String prefix) {
        return new String[] {"address", prefix + ".1", "netmask", "255.255.255.0"};
    }

    /** Short leases: with many short-lived guests, the addresses of those gone must be free again soon. */
    private static void range(XmlText xml, String prefix) {
        xml.element(
                "range",
                range -> xml.element("lease", "expiry", "10", "unit", "minutes"),
                "start",
                prefix + ".2",
                "end",
                prefix + ".254");
    }
}
