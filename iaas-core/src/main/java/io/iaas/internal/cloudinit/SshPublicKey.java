package io.iaas.internal.cloudinit;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules for one line of an OpenSSH public key: type, blob, comment. */
final class SshPublicKey {

    private static final Pattern LINE = Pattern.compile(
            "((?:ssh|ecdsa|sk-ssh|sk-ecdsa)-[a-z0-9@.-]{1,60}) ([A-Za-z0-9+/]+=*)(?: ([^\\p{Cntrl}]*))?");
    private static final int MAX_CHARACTERS = 16 * 1024;

    private SshPublicKey() {}

    /**
     * Refuses what is not one whole key: options, several lines, a private key, a blob of another type.
     *
     * @throws IllegalArgumentException without the line's content, which may be a private key given by mistake
     */
    static void check(String line) {
        Matcher matcher = LINE.matcher(line);
        if (line.length() > MAX_CHARACTERS || !matcher.matches() || !blobNames(matcher.group(2), matcher.group(1))) {
            throw new IllegalArgumentException(
                    "An SSH public key is one line 'type base64 comment' as in id_ed25519.pub, without options");
        }
    }

    private static boolean blobNames(String base64, String type) {
        try {
            ByteBuffer blob = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
            int length = blob.getInt();
            if (length != type.length() || length >= blob.remaining()) {
                return false;
            }
            byte[] name = new byte[length];
            blob.get(name);
            return type.equals(new String(name, StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            return false;
        }
    }
}
