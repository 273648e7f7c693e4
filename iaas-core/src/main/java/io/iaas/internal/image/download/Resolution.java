package io.iaas.internal.image.download;

import io.iaas.image.ImageSource.OfUrl;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a URL's host, once, and refuses it when one of them may not be asked. */
final class Resolution {
    private static final int MOST_TRIED = 4;

    private final Resolver resolver;
    private final AddressGate gate;

    Resolution(Resolver resolver, AddressGate gate) {
        this.resolver = resolver;
        this.gate = gate;
    }

    /** Returns at least one address. The words for a name that is unknown are the same: names inside stay secret. */
    List<InetAddress> of(OfUrl url) throws DownloadException {
        String host = bare(url.url().getHost());
        List<InetAddress> addresses = List.of();
        try {
            addresses = resolver.resolve(host);
        } catch (UnknownHostException e) {
            // As if it had none.
        }
        if (addresses.isEmpty() || !addresses.stream().allMatch(gate::isOpen)) {
            throw DownloadException.refused("host '" + host + "' has no address that images may be downloaded from");
        }
        return addresses.stream().limit(MOST_TRIED).toList();
    }

    /** Returns a host without the brackets round an address of IPv6. */
    static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
