package io.iaas.memory;

import io.iaas.network.MacAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Which address each interface gets. Guarded by the host's lock. */
final class AddressTable {
    private final Optional<Function<MacAddress, InetAddress>> given;
    private final Map<MacAddress, InetAddress> leased = new HashMap<>();

    AddressTable(Optional<Function<MacAddress, InetAddress>> given) {
        this.given = given;
    }

    InetAddress of(MacAddress mac) {
        return leased.computeIfAbsent(
                mac, key -> given.map(function -> function.apply(key)).orElseGet(() -> next(leased.size() + 2)));
    }

    /** From 198.18.0.0/15, which RFC 2544 keeps for benchmarks: it leads nowhere. */
    private static InetAddress next(int n) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {(byte) 198, (byte) (18 + (n >> 16)), (byte) (n >> 8), (byte) n});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
