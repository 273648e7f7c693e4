package io.iaas.identity;

import io.iaas.error.InvalidInputException;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * The body of an OpenSSH public key: the type again, and the numbers that this type has, each with its length before it
 * (RFC 4253 6.6, RFC 5656 3.1, RFC 8709 4, and OpenSSH's PROTOCOL.u2f).
 */
final class KeyBody {
    private static final int MIN_RSA_BITS = 2048;
    private static final int MAX_RSA_BITS = 16_384;
    private static final int MAX_EXPONENT_BITS = 64;
    private static final int ED25519_BYTES = 32;
    private static final int MAX_APPLICATION_BYTES = 256;
    private static final byte UNCOMPRESSED = 4;

    private final String type;
    private final ByteBuffer rest;

    private KeyBody(String type, byte[] bytes) {
        this.type = type;
        this.rest = ByteBuffer.wrap(bytes);
    }

    /**
     * Checks that a Base64 text is the body of a key of a type, with nothing missing and nothing behind it.
     *
     * @throws InvalidInputException without the text, which may be a private key given by mistake
     */
    static void check(String type, String base64) {
        byte[] bytes = decode(base64);
        if (!Base64.getEncoder().encodeToString(bytes).equals(base64)) {
            throw new InvalidInputException("SSH public key is damaged: its body is not in Base64 as it is written");
        }
        new KeyBody(type, bytes).check();
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("SSH public key is damaged: its body is not in Base64");
        }
    }

    private void check() {
        require(text().equals(type));
        switch (type) {
            case "ssh-ed25519" -> ed25519();
            case "ssh-rsa" -> rsa();
            case "ecdsa-sha2-nistp256" -> point("nistp256", 32);
            case "ecdsa-sha2-nistp384" -> point("nistp384", 48);
            case "ecdsa-sha2-nistp521" -> point("nistp521", 66);
            case "sk-ssh-ed25519@openssh.com" -> {
                ed25519();
                application();
            }
            case "sk-ecdsa-sha2-nistp256@openssh.com" -> {
                point("nistp256", 32);
                application();
            }
            default -> require(false);
        }
        require(!rest.hasRemaining());
    }

    private void ed25519() {
        require(field().length == ED25519_BYTES);
    }

    private void point(String curve, int coordinateBytes) {
        require(text().equals(curve));
        byte[] point = field();
        require(point.length == 1 + 2 * coordinateBytes && point[0] == UNCOMPRESSED);
    }

    /** What a security key signs for. */
    private void application() {
        String application = text();
        require(!application.isEmpty()
                && application.length() <= MAX_APPLICATION_BYTES
                && application.chars().allMatch(c -> c > 0x20 && c < 0x7f));
    }

    private void rsa() {
        BigInteger exponent = number();
        BigInteger modulus = number();
        require(exponent.compareTo(BigInteger.TWO) > 0
                && exponent.bitLength() <= MAX_EXPONENT_BITS
                && exponent.testBit(0)
                && modulus.testBit(0)
                && modulus.bitLength() <= MAX_RSA_BITS);
        if (modulus.bitLength() < MIN_RSA_BITS) {
            throw new InvalidInputException("SSH public key is too weak: RSA with " + modulus.bitLength()
                    + " bits; at least " + MIN_RSA_BITS + " are needed");
        }
    }

    /** Reads a positive number in as few bytes as it needs. */
    private BigInteger number() {
        byte[] bytes = field();
        require(bytes.length > 0);
        BigInteger number = new BigInteger(bytes);
        require(number.signum() > 0 && Arrays.equals(number.toByteArray(), bytes));
        return number;
    }

    private String text() {
        return new String(field(), StandardCharsets.ISO_8859_1);
    }

    private byte[] field() {
        int length = rest.remaining() < Integer.BYTES ? -1 : rest.getInt();
        require(length >= 0 && length <= rest.remaining());
        byte[] field = new byte[length];
        rest.get(field);
        return field;
    }

    private void require(boolean holds) {
        if (!holds) {
            throw new InvalidInputException("SSH public key is damaged: its body is not a key of type " + type);
        }
    }

    /** Returns fields as a body has them, each with its length before it. */
    static byte[] of(byte[]... fields) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] field : fields) {
            body.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(field.length).array());
            body.writeBytes(field);
        }
        return body.toByteArray();
    }
}
