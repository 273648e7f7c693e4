package io.iaas.libvirt;

import java.util.UUID;

/**
 * Writes the filter that fences a guest. Everything is in one chain, because every rule costs a call of the firewall's
 * program at each start. libvirt puts in the interface's own address for {@code $MAC}, and for {@code $IP} each address
 * that it saw the network's DHCP server lease to the guest; before that it lets nothing but DHCP pass.
 */
final class FenceXml {
    /** Without it libvirt would believe the first packet that a guest sends. */
    private static final String[] LEARNING = {"name", "CTRL_IP_LEARNING", "value", "dhcp"};

    private static final String ACCEPT = "accept";
    private static final String DROP = "drop";
    private static final String OUT = "out";
    private static final String IN = "in";
    private static final String NO_ADDRESS = "0.0.0.0";

    private final XmlText xml;
    private int priority;

    private FenceXml(XmlText xml) {
        this.xml = xml;
    }

    static String write(String name, UUID uuid) {
        return XmlText.document(xml -> xml.element(
                "filter",
                filter -> {
                    xml.text("uuid", uuid.toString());
                    new FenceXml(xml).rules();
                },
                "name",
                name,
                "chain",
                "root"));
    }

    /** Writes an interface's reference to the filter. */
    static void reference(XmlText xml, String name) {
        xml.element("filterref", reference -> xml.element("parameter", LEARNING), "filter", name);
    }

    private void rules() {
        rule(DROP, OUT, "mac", "match", "no", "srcmacaddr", "$MAC");
        rule(ACCEPT, OUT, "ip", dhcp());
        // A guest that answered DHCP would say where its neighbours send what they send.
        rule(DROP, OUT, "ip", "protocol", "udp", "srcportstart", "67");
        rule(ACCEPT, OUT, "ip", "srcipaddr", "$IP");
        rule(ACCEPT, OUT, "arp", "arpsrcmacaddr", "$MAC", "arpsrcipaddr", "$IP");
        // By this a guest asks whether its new address is free.
        rule(ACCEPT, OUT, "arp", "arpsrcmacaddr", "$MAC", "arpsrcipaddr", NO_ADDRESS);
        // By this QEMU tells the bridge where a machine is that has come from another host.
        rule(ACCEPT, OUT, "rarp", "opcode", "Request_Reverse", "arpsrcmacaddr", "$MAC");
        rule(ACCEPT, IN, "ip");
        rule(ACCEPT, IN, "arp");
        rule(DROP, "inout", "mac");
    }

    private static String[] dhcp() {
        return new String[] {
            "srcipaddr",
            NO_ADDRESS,
            "dstipaddr",
            "255.255.255.255",
            "protocol",
            "udp",
            "srcportstart",
            "68",
            "dstportstart",
            "67"
        };
    }

    /** Rules are looked at in the order in which they are written. */
    private void rule(String action, String direction, String protocol, String... match) {
        priority += 10;
        xml.element(
                "rule",
                rule -> xml.element(protocol, match),
                "action",
                action,
                "direction",
                direction,
                "priority",
                Integer.toString(priority));
    }
}
