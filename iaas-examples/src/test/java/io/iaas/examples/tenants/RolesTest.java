package io.iaas.examples.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.error.IaasException;
import io.iaas.examples.tenants.Calls.Call;
import io.iaas.identity.PermissionDeniedException;
import io.iaas.identity.Role;
import io.iaas.identity.Token;
import io.iaas.identity.UnauthenticatedException;
import io.iaas.spi.repository.StoredToken;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every call of a view, made by each role, and with tokens that have ended. */
class RolesTest {
    /** What the guard itself says, as opposed to a log-in that fails. */
    private static final String ENDED =
            String.valueOf(UnauthenticatedException.token().getMessage());

    private enum Refusal {
        NONE,
        DENIED,
        UNAUTHENTICATED
    }

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void eachRoleMayMakeTheCallsThatAreForItAndNoOthers(Database database) {
        try (Tenants tenants = new Tenants(database.open(directory))) {
            SoftAssertions softly = new SoftAssertions();
            for (Role role : Role.values()) {
                Level level = Level.valueOf(role.name());
                assertEach(softly, tenants, tenants.member(tenants.alpha.project(), role), level);
            }
            assertEach(softly, tenants, tenants.operator(tenants.alpha.project()), Level.OPERATOR);
            softly.assertAll();
        }
    }

    private static void assertEach(SoftAssertions softly, Tenants tenants, Token token, Level level) {
        Reach reach = Reach.of(tenants, token, tenants.alpha, level == Level.OPERATOR);
        Calls.all()
                .forEach((signature, call) -> softly.assertThat(refusal(call, reach, tenants.alpha.absent()))
                        .as("%s by %s", signature, level)
                        .isEqualTo(call.level().compareTo(level) <= 0 ? Refusal.NONE : Refusal.DENIED));
    }

    @ParameterizedTest
    @EnumSource
    void revokedTokenOpensNothingNotEvenWhatWasHandedOutBefore(Database database) {
        assertEnded(
                database,
                (tenants, token) -> tenants.iaas.identity().authentication().revoke(token));
    }

    @ParameterizedTest
    @EnumSource
    void expiredTokenOpensNothingNotEvenWhatWasHandedOutBefore(Database database) {
        assertEnded(database, RolesTest::expire);
    }

    private interface End {
        void of(Tenants tenants, Token token);
    }

    private void assertEnded(Database database, End end) {
        try (Tenants tenants = new Tenants(database.open(directory))) {
            Token token = tenants.operator(tenants.alpha.project());
            Reach reach = Reach.of(tenants, token, tenants.alpha, true);
            end.of(tenants, token);
            SoftAssertions softly = new SoftAssertions();
            Calls.all()
                    .forEach((signature, call) -> softly.assertThat(refusal(call, reach, tenants.alpha))
                            .as(signature)
                            .isEqualTo(call.level() == Level.ANYONE ? Refusal.NONE : Refusal.UNAUTHENTICATED));
            softly.assertAll();
            assertThat(tenants.recorded(tenants.alpha.project()).toString()).contains("name=alpha");
        }
    }

    /** Puts the expiry of a token back to the present moment. */
    private static void expire(Tenants tenants, Token token) {
        String hash = sha256(token.value());
        tenants.repositories.<Boolean>write(session -> {
            StoredToken stored = session.identity().tokens().find(hash).orElseThrow();
            session.identity().tokens().delete(hash);
            session.identity()
                    .tokens()
                    .insert(new StoredToken(hash, stored.userId(), stored.projectId(), session.now()));
            return true;
        });
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static Refusal refusal(Call call, Reach reach, Target target) {
        try {
            return call.call().apply(reach, target) instanceof IaasException failed ? refusal(failed) : Refusal.NONE;
        } catch (IaasException e) {
            return refusal(e);
        }
    }

    private static Refusal refusal(IaasException error) {
        if (error instanceof PermissionDeniedException) {
            return Refusal.DENIED;
        }
        return error instanceof UnauthenticatedException && ENDED.equals(error.getMessage())
                ? Refusal.UNAUTHENTICATED
                : Refusal.NONE;
    }
}
