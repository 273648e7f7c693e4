package io.iaas.libvirt;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import io.iaas.network.MacAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.libvirt.jna.NetworkPointer;

/** Reads the DHCP leases of a network. */
final class Leases {
    private static final long MAC = 24;
    private static final long ADDRESS = 40;

    private final Session session;
    private final NativeLibvirt api;

    Leases(Session session) {
        this.session = session;
        this.api = session.api();
    }

    Map<MacAddress, List<InetAddress>> of(NetworkPointer network) {
        PointerByReference array = new PointerByReference();
        int count = session.check(api.virNetworkGetDHCPLeases(network, null, array, 0));
        Map<MacAddress, List<InetAddress>> addresses = new HashMap<>();
        Pointer leases = array.getValue();
        if (leases == null) {
            return addresses;
        }
        for (Pointer lease : leases.getPointerArray(0, count)) {
            String mac = text(lease, MAC);
            String address = text(lease, ADDRESS);
            api.virNetworkDHCPLeaseFree(lease);
            if (!mac.isEmpty() && !address.isEmpty()) {
                addresses
                        .computeIfAbsent(new MacAddress(mac), absent -> new ArrayList<>())
                        .add(literal(address));
            }
        }
        Native.free(Pointer.nativeValue(leases));
        return addresses;
    }

    private static String text(Pointer lease, long offset) {
        Pointer text = lease.getPointer(offset);
        return text == null ? "" : text.getString(0, "UTF-8");
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("libvirt gave a lease whose address is none", e);
        }
    }
}
