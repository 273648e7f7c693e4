package io.iaas.identity;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import java.util.Base64;

/**
 * A new Ed25519 key pair, both halves in OpenSSH's forms. Nothing keeps the private half: who asked for the pair stores it,
 * or it is lost.
 *
 * @param publicKey what machines are told
 * @param privateKey the content of a private key file as {@code ssh-keygen} writes it, without a passphrase; never shown
 *     by {@link #toString}
 */
public record GeneratedKeyPair(KeyPair publicKey, String privateKey) {
    private static final byte[] TYPE = bytes("ssh-ed25519");
    private static final byte[] MAGIC = bytes("openssh-key-v1\0");
    private static final byte[] NONE = bytes("none");
    private static final byte[] NOTHING = {};
    private static final int KEY_BYTES = 32;
    private static final int BLOCK_BYTES = 8;
    private static final int LINE_CHARACTERS = 70;

    static GeneratedKeyPair ed25519(String comment) {
        try {
            java.security.KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            // The key ends its encoding (RFC 8410, 4).
            byte[] encoded = pair.getPublic().getEncoded();
            byte[] point = Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
            byte[] seed = ((EdECPrivateKey) pair.getPrivate())
                    .getBytes()
                    .orElseThrow(() -> new IllegalStateException("the platform does not give its own new key"));
            byte[] body = KeyBody.of(TYPE, point);
            KeyPair publicKey = new KeyPair(
                    new String(TYPE, StandardCharsets.US_ASCII),
                    Base64.getEncoder().encodeToString(body),
                    comment);
            return new GeneratedKeyPair(publicKey, file(body, point, seed, comment));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
        }
    }

    /** Writes the file as OpenSSH's PROTOCOL.key describes it, with neither cipher nor passphrase. */
    private static String file(byte[] body, byte[] point, byte[] seed, String comment) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(MAGIC);
        file.writeBytes(KeyBody.of(NONE, NONE, NOTHING));
        file.writeBytes(number(1));
        file.writeBytes(KeyBody.of(body, privatePart(point, seed, comment)));
        Base64.Encoder encoder = Base64.getMimeEncoder(LINE_CHARACTERS, bytes("\n"));
        return "-----BEGIN OPENSSH PRIVATE KEY-----\n" + encoder.encodeToString(file.toByteArray())
                + "\n-----END OPENSSH PRIVATE KEY-----\n";
    }

    private static byte[] privatePart(byte[] point, byte[] seed, String comment) {
        byte[] check = number(new SecureRandom().nextInt());
        byte[] both = Arrays.copyOf(seed, 2 * KEY_BYTES);
        System.arraycopy(point, 0, both, KEY_BYTES, KEY_BYTES);
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        // Twice, so that a wrong passphrase shows where there is one.
        part.writeBytes(check);
        part.writeBytes(check);
        part.writeBytes(KeyBody.of(TYPE, point, both, comment.getBytes(StandardCharsets.UTF_8)));
        for (int padding = 1; part.size() % BLOCK_BYTES != 0; padding++) {
            part.write(padding);
        }
        return part.toByteArray();
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "GeneratedKeyPair[publicKey=" + publicKey.fingerprint() + ", privateKey=(secret)]";
    }
}
