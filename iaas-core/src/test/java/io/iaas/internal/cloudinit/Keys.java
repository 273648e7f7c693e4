package io.iaas.internal.cloudinit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Well-formed public keys whose numbers are made up. */
final class Keys {

    static final String PLAIN = ed25519(1) + " ann@example";

    private Keys() {}

    static String ed25519(int number) {
        byte[] type = "ssh-ed25519".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer blob = ByteBuffer.allocate(4 + type.length + 4 + 32);
        blob.putInt(type.length).put(type).putInt(32).putInt(number);
        return "ssh-ed25519 " + Base64.getEncoder().encodeToString(blob.array());
    }
}
