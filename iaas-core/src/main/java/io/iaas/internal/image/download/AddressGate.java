package io.iaas.internal.image.download;

import io.iaas.image.AddressRange;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/** Tells which addresses may be asked: those of the public Internet by IANA's registries, and those that are allowed. */
final class AddressGate {
    /** From IANA's registry of special-purpose IPv4 addresses, multicast and what is reserved above it. */
    private static final List<AddressRange> SPECIAL_4 = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3");

    /** The only part of IPv6 that is handed out to networks; private, mapped and translated addresses lie outside. */
    private static final AddressRange GLOBAL_6 = AddressRange.parse("2000::/3");
    /** What in it is none: Teredo and its neighbours, documentation, and 6to4, which carries any IPv4 address. */
    private static final List<AddressRange> SPECIAL_6 =
            ranges("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20");

    private final List<AddressRange> allowed;

    AddressGate(List<AddressRange> allowed) {
        this.allowed = allowed;
    }

    boolean isOpen(InetAddress address) {
        return isIn(allowed, address) || isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        return address.getAddress().length == 4
                ? !isIn(SPECIAL_4, address)
                : GLOBAL_6.contains(address) && !isIn(SPECIAL_6, address);
    }

    private static boolean isIn(List<AddressRange> ranges, InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    private static List<AddressRange> ranges(String... texts) {
        return Stream.of(texts).map(AddressRange::parse).toList();
    }
}
