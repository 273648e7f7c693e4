package io.iaas.identity;

import io.iaas.error.InvalidInputException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;

/**
 * The public half of an SSH key pair, in OpenSSH's one-line form.
 *
 * @param type the key type, such as {@code ssh-ed25519}
 * @param blob the key in Base64
 * @param comment the rest of the line; may be empty
 */
public record KeyPair(String type, String blob, String comment) {
    private static final Set<String> TYPES = Set.of(
            "ssh-ed25519",
            "ssh-rsa",
            "ecdsa-sha2-nistp256",
            "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521",
            "sk-ssh-ed25519@openssh.com",
            "sk-ecdsa-sha2-nistp256@openssh.com");
    private static final int MAX_LINE = 16_384;

    /**
     * Checks type, body and comment: what passes cannot break out of a line of {@code authorized_keys}, is whole, and no
     * weaker than RSA with 2,048 bits.
     */
    public KeyPair {
        if (!TYPES.contains(type)) {
            throw new InvalidInputException(
                    "SSH key type is not one of " + TYPES.stream().sorted().toList());
        }
        KeyBody.check(type, blob);
        if (comment.chars().anyMatch(KeyPair::breaksLines)) {
            throw new InvalidInputException("SSH key comment holds control characters");
        }
    }

    /**
     * Reads a line as {@code ssh-keygen} writes it to a {@code .pub} file.
     *
     * @throws InvalidInputException when it is no OpenSSH public key
     */
    public static KeyPair parse(String line) {
        if (line.length() > MAX_LINE) {
            throw new InvalidInputException("SSH public key is longer than " + MAX_LINE + " characters");
        }
        String[] parts = line.strip().split(" +", 3);
        if (parts.length < 2) {
            throw new InvalidInputException("SSH public key must read 'type base64 comment'");
        }
        return new KeyPair(parts[0], parts[1], parts.length == 3 ? parts[2] : "");
    }

    /**
     * Makes a new pair.
     *
     * @param comment a word or two that tell whose it is; may be empty
     * @throws InvalidInputException when the comment holds control characters
     */
    public static GeneratedKeyPair generate(String comment) {
        return GeneratedKeyPair.ed25519(comment);
    }

    /** Also by the rules of Unicode, which YAML follows. */
    private static boolean breaksLines(int c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
    }

    /** Returns the fingerprint as {@code ssh-keygen -l} shows it: {@code SHA256:...}. */
    public String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(Base64.getDecoder().decode(blob));
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Returns the line for {@code authorized_keys}. */
    public String line() {
        return comment.isEmpty() ? type + " " + blob : type + " " + blob + " " + comment;
    }
}
