package io.iaas.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.identity.Password;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PasswordHashingTest {
    private static final Password PASSWORD = new Password("correct horse");
    private final PasswordHashing hashing = new PasswordHashing(1000);

    @Test
    void passwordFitsItsHashAndNoOtherOneDoes() {
        Optional<String> stored = Optional.of(hashing.hash(PASSWORD));

        assertThat(hashing.matches(PASSWORD, stored)).isTrue();
        assertThat(hashing.matches(new Password("correct horsf"), stored)).isFalse();
        assertThat(hashing.matches(PASSWORD, Optional.empty())).isFalse();
    }

    @Test
    void eachHashHasASaltOfItsOwnAndDoesNotShowThePassword() {
        String first = hashing.hash(PASSWORD);

        assertThat(hashing.hash(PASSWORD)).isNotEqualTo(first);
        assertThat(first)
                .startsWith("pbkdf2-sha512:1000:")
                .doesNotContain("horse")
                .doesNotContain(Base64.getEncoder().encodeToString("correct horse".getBytes(StandardCharsets.UTF_8)));
        assertThat(PasswordHash.parse(first)).hasToString("(a hash of a password)");
    }

    /** Computed by another implementation: Python's {@code hashlib.pbkdf2_hmac('sha512', ...)}. */
    @Test
    void hashIsPbkdf2WithHmacSha512() {
        byte[] salt = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");
        String hash = PasswordHash.of(new Password("pässwörd"), 1000, salt).text();

        assertThat(hash)
                .isEqualTo(
                        "pbkdf2-sha512:1000:AAECAwQFBgcICQoLDA0ODw==:" + "tesGdwmZwygAGYLzLiZnuLe7u7U7QwD64kd8Dxsmq1cz"
                                + "niS4pZHyb0gH6ZCWHMgN1oFJ7mpRl1LVshQSj7oYVw==");
    }

    @Test
    void hashOfLessWorkStillFitsAndIsOutdated() {
        String stored = new PasswordHashing(500).hash(PASSWORD);

        assertThat(hashing.matches(PASSWORD, Optional.of(stored))).isTrue();
        assertThat(hashing.outdated(stored)).isTrue();
        assertThat(hashing.outdated(hashing.hash(PASSWORD))).isFalse();
    }

    @Test
    void theLibraryHashesWithTheWorkThatIsRecommended() {
        assertThat(new PasswordHashing().hash(PASSWORD)).startsWith("pbkdf2-sha512:210000:");
    }

    @Test
    void hashOfAnUnknownFormIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> PasswordHash.parse("argon2:3:abcd:efgh"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("abcd");
    }
}
