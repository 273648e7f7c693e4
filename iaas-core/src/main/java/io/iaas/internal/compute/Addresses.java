package io.iaas.internal.compute;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Addresses as text. */
final class Addresses {
    private Addresses() {}

    /** Reads numeric addresses separated by spaces; no name is ever looked up, since none was written. */
    static List<InetAddress> parse(String text) {
        return Arrays.stream(text.split(" "))
                .filter(part -> !part.isEmpty())
                .map(Addresses::one)
                .toList();
    }

    private static InetAddress one(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("not a numeric address: " + text, e);
        }
    }
}
