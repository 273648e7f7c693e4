package io.iaas.libvirt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which IPv4 subnets a host uses, as far as libvirt and the routes of this machine tell. */
final class Subnets {
    private static final Path ROUTES = Path.of("/proc/net/route");
    private static final int FIRST = 150;
    private static final int LAST = 254;

    /** A range of addresses. */
    private record Range(int address, int mask) {
        boolean overlaps(Range other) {
            int common = mask & other.mask;
            return (address & common) == (other.address & common);
        }
    }

    private final List<Range> taken = new ArrayList<>();

    private Subnets() {}

    /**
     * Returns what is taken.
     *
     * @param networks descriptions of libvirt's networks
     * @param local whether the host is this machine, so that its routes count
     */
    static Subnets taken(List<String> networks, boolean local) {
        Subnets subnets = new Subnets();
        networks.forEach(subnets::addNetwork);
        if (local && Files.isReadable(ROUTES)) {
            try {
                subnets.addRoutes(Files.readAllLines(ROUTES));
            } catch (IOException e) {
                // libvirt refuses a subnet that is in use, and the next one is tried.
                return subnets;
            }
        }
        return subnets;
    }

    /** Returns the first three octets of free subnets of 256 addresses, the likeliest first. */
    List<String> free(int most) {
        Stream<String> home = IntStream.rangeClosed(FIRST, LAST).mapToObj(n -> "192.168." + n);
        Stream<String> large = IntStream.rangeClosed(FIRST, LAST).mapToObj(n -> "10." + n + ".0");
        return Stream.concat(home, large)
                .filter(prefix -> isFree(new Range(number(prefix + ".0"), mask(24))))
                .limit(most)
                .toList();
    }

    private boolean isFree(Range range) {
        return taken.stream().noneMatch(range::overlaps);
    }

    private void addNetwork(String xml) {
        XmlReading.trusted(xml, (path, element) -> {
            boolean isIpv4 =
                    path.equals("network/ip") && element.attribute("address").contains(".");
            if (isIpv4) {
                String prefix = element.attribute("prefix");
                String netmask = element.attribute("netmask");
                int mask = prefix.isEmpty()
                        ? number(netmask.isEmpty() ? "255.255.255.0" : netmask)
                        : mask(Integer.parseInt(prefix));
                taken.add(new Range(number(element.attribute("address")), mask));
            }
        });
    }

    /** Adds routes as the kernel lists them: hexadecimal numbers in the byte order of the machine. */
    void addRoutes(List<String> lines) {
        lines.stream().skip(1).map(line -> line.trim().split("\\s+")).forEach(fields -> {
            int mask = Integer.reverseBytes(Integer.parseUnsignedInt(fields[7], 16));
            // The default route covers everything and takes nothing.
            if (mask != 0) {
                taken.add(new Range(Integer.reverseBytes(Integer.parseUnsignedInt(fields[1], 16)), mask));
            }
        });
    }

    private static int mask(int prefix) {
        return prefix == 0 ? 0 : -1 << (32 - prefix);
    }

    private static int number(String address) {
        return Stream.of(address.split("\\.")).mapToInt(Integer::parseInt).reduce(0, (sum, octet) -> sum << 8 | octet);
    }
}
