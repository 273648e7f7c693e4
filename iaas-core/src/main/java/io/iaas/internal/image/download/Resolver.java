package io.iaas.internal.image.download;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Tells the addresses of a host. Asked once for each hop: what it says is looked at, and then connected to. */
@FunctionalInterface
public interface Resolver {
    /** Returns the addresses of a name or an address literal. */
    List<InetAddress> resolve(String host) throws UnknownHostException;

    /** Returns the one of the platform. */
    static Resolver system() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
