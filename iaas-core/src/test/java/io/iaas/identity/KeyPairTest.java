package io.iaas.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.error.InvalidInputException;
import io.iaas.internal.testing.Commands;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPairTest {
    private static final long SEED = 7;
    private static final byte[] ED25519 = ascii("ssh-ed25519");
    private static final byte[] RSA = ascii("ssh-rsa");

    @TempDir
    Path directory;

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static KeyPair key(String type, byte[]... fields) {
        byte[][] all = new byte[fields.length + 1][];
        all[0] = ascii(type);
        System.arraycopy(fields, 0, all, 1, fields.length);
        return new KeyPair(type, Base64.getEncoder().encodeToString(KeyBody.of(all)), "");
    }

    private static byte[] modulus(int bits) {
        return BigInteger.ONE.shiftLeft(bits - 1).setBit(0).toByteArray();
    }

    private static byte[] point(int bytes) {
        byte[] point = new byte[bytes];
        point[0] = 4;
        return point;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "alice@example", "größe 1"})
    void generatedPairIsOneToOpenSsh(String comment) throws Exception {
        GeneratedKeyPair pair = KeyPair.generate(comment);
        Path file = directory.resolve("id");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, pair.privateKey());
        String keygen = Commands.require("ssh-keygen", "openssh-client");

        assertThat(Commands.text(directory, List.of(keygen, "-y", "-P", "", "-f", file.toString())))
                .isEqualTo(pair.publicKey().line() + "\n");
        assertThat(Commands.text(directory, List.of(keygen, "-l", "-f", file.toString())))
                .contains(pair.publicKey().fingerprint())
                .contains("256")
                .contains("ED25519");
    }

    @Test
    void privateHalfSignsForThePublicOne() throws Exception {
        GeneratedKeyPair pair = KeyPair.generate("");
        byte[] body = Base64.getDecoder().decode(pair.publicKey().blob());
        byte[] point = Arrays.copyOfRange(body, body.length - 32, body.length);
        byte[] file = Base64.getMimeDecoder().decode(pair.privateKey().replaceAll("-----[A-Z ]+-----", ""));
        // The last field before the comment is seed and point.
        int at = new String(file, StandardCharsets.ISO_8859_1)
                .lastIndexOf(new String(point, StandardCharsets.ISO_8859_1));
        byte[] seed = Arrays.copyOfRange(file, at - 32, at);
        KeyFactory keys = KeyFactory.getInstance("Ed25519");

        Signature signing = Signature.getInstance("Ed25519");
        signing.initSign(keys.generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed)));
        signing.update(ED25519);
        byte[] signature = signing.sign();

        byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
        Signature verifying = Signature.getInstance("Ed25519");
        verifying.initVerify(keys.generatePublic(new X509EncodedKeySpec(
                ByteBuffer.allocate(44).put(prefix).put(point).array())));
        verifying.update(ED25519);
        assertThat(verifying.verify(signature)).isTrue();
    }

    @Test
    void privateHalfIsNotShownAndNoTwoAreTheSame() {
        GeneratedKeyPair pair = KeyPair.generate("alice");

        assertThat(pair.toString())
                .doesNotContain("BEGIN")
                .doesNotContain(pair.privateKey().substring(40, 80));
        assertThat(KeyPair.generate("alice").privateKey()).isNotEqualTo(pair.privateKey());
        assertThatThrownBy(() -> KeyPair.parse(pair.privateKey()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageNotContaining(pair.privateKey().substring(40, 80));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-t ed25519",
                "-t rsa -b 2048",
                "-t rsa -b 3072",
                "-t ecdsa -b 256",
                "-t ecdsa -b 384",
                "-t ecdsa -b 521"
            })
    void keyThatOpenSshMadeIsTaken(String options) throws Exception {
        Path file = directory.resolve("made");
        List<String> command = new java.util.ArrayList<>(
                List.of(Commands.require("ssh-keygen", "openssh-client"), "-q", "-N", "", "-f", file.toString()));
        command.addAll(List.of(options.split(" ", -1)));
        Commands.text(directory, command);
        String line = Files.readString(directory.resolve("made.pub")).strip();

        assertThat(KeyPair.parse(line).line()).isEqualTo(line);
    }

    @Test
    void keysOfSecurityKeysAreTaken() {
        byte[] application = ascii("ssh:");
        assertThat(key("sk-ssh-ed25519@openssh.com", new byte[32], application).fingerprint())
                .startsWith("SHA256:");
        assertThat(key("sk-ecdsa-sha2-nistp256@openssh.com", ascii("nistp256"), point(65), application)
                        .fingerprint())
                .startsWith("SHA256:");
    }

    @Test
    void weakOrImpossibleRsaIsRefused() {
        byte[] exponent = {1, 0, 1};
        assertThat(key("ssh-rsa", exponent, modulus(2048)).type()).isEqualTo("ssh-rsa");
        assertThatThrownBy(() -> key("ssh-rsa", exponent, modulus(2047))).hasMessageContaining("2047 bits");
        assertThatThrownBy(() -> key("ssh-rsa", exponent, modulus(1024))).hasMessageContaining("too weak");
        List<byte[][]> impossible = List.of(
                new byte[][] {{1}, modulus(2048)},
                new byte[][] {{4}, modulus(2048)},
                new byte[][] {{}, modulus(2048)},
                new byte[][] {{0, 3}, modulus(2048)},
                new byte[][] {{-3}, modulus(2048)},
                new byte[][] {modulus(65), modulus(2048)},
                new byte[][] {exponent, modulus(16_385)},
                new byte[][] {exponent, BigInteger.ONE.shiftLeft(2048).toByteArray()},
                new byte[][] {exponent},
                new byte[][] {exponent, modulus(2048), {1}});
        assertThat(impossible)
                .allSatisfy(fields -> assertThatThrownBy(() -> key("ssh-rsa", fields))
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageContaining("damaged"));
    }

    @Test
    void pointsOfOtherLengthsAndTrailingBytesAreRefused() {
        List<Runnable> wrong = List.of(
                () -> key("ssh-ed25519", new byte[31]),
                () -> key("ssh-ed25519", new byte[33]),
                () -> key("ssh-ed25519", new byte[32], new byte[1]),
                () -> key("ssh-ed25519"),
                () -> key("ecdsa-sha2-nistp256", ascii("nistp256"), point(64)),
                () -> key("ecdsa-sha2-nistp256", ascii("nistp384"), point(65)),
                () -> key("ecdsa-sha2-nistp256", ascii("nistp256"), new byte[65]),
                () -> key("ecdsa-sha2-nistp521", ascii("nistp521"), point(131)),
                () -> key("sk-ssh-ed25519@openssh.com", new byte[32]),
                () -> key("sk-ssh-ed25519@openssh.com", new byte[32], ascii("a b")),
                () -> key("ssh-dss", new byte[32]));
        assertThat(wrong)
                .allSatisfy(making -> assertThatThrownBy(making::run).isInstanceOf(InvalidInputException.class));
    }

    @Test
    void onlyTheOneBase64TextOfABodyIsTaken() {
        String blob = Base64.getEncoder().encodeToString(KeyBody.of(RSA, new byte[] {3}, modulus(2048)));
        assertThat(new KeyPair("ssh-rsa", blob, "").blob()).isEqualTo(blob).endsWith("=");
        assertThatThrownBy(() -> new KeyPair("ssh-rsa", blob.replace("=", ""), ""))
                .isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "\t", "\u0000", "\u007f", "\u0085", "\u2028", "\u2029"})
    void commentThatCouldBreakALineIsRefused(String comment) {
        assertThatThrownBy(() -> KeyPair.generate(comment)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void damagedKeyIsRefusedOrStillOne() {
        Random random = new Random(SEED);
        byte[] sound = KeyBody.of(RSA, new byte[] {1, 0, 1}, modulus(2048));
        int refused = 0;
        for (int round = 0; round < 2000; round++) {
            byte[] body = Arrays.copyOf(sound, random.nextInt(10) == 0 ? random.nextInt(sound.length) : sound.length);
            for (int flips = random.nextInt(3); flips > 0 && body.length > 0; flips--) {
                body[random.nextInt(Math.min(40, body.length))] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                KeyPair taken = new KeyPair("ssh-rsa", Base64.getEncoder().encodeToString(body), "");
                assertThat(KeyPair.parse(taken.line())).isEqualTo(taken);
            } catch (InvalidInputException e) {
                refused++;
            }
        }
        assertThat(refused).as("seed %d", SEED).isBetween(100, 1999);
    }
}
