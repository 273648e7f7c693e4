package io.iaas;

import static io.iaas.Realm.SECRET;
import static io.iaas.Realm.WRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.iaas.error.InvalidInputException;
import io.iaas.identity.AuthenticationService;
import io.iaas.identity.Caller;
import io.iaas.identity.IssuedToken;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.identity.Role;
import io.iaas.identity.Token;
import io.iaas.identity.UnauthenticatedException;
import io.iaas.identity.User;
import io.iaas.spi.repository.StoredToken;
import io.iaas.spi.repository.StoredUser;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogInTest {
    private final Realm realm = new Realm();
    private final AuthenticationService authentication = realm.identity().authentication();

    @AfterEach
    void close() {
        realm.close();
    }

    @Test
    void tokenSpeaksForItsUserInItsProject() {
        User alice = realm.member("alice", Role.MEMBER);

        IssuedToken issued = realm.logIn("alice");

        assertThat(issued.userId()).isEqualTo(alice.id());
        assertThat(issued.projectId()).isEqualTo(realm.shop.id());
        assertThat(issued.expiresAt()).isEqualTo(realm.time.now().plus(Realm.LIFETIME));
        assertThat(authentication.validate(issued.token()))
                .isEqualTo(new Caller(alice, realm.shop, Role.MEMBER, issued.expiresAt()));
        assertThat(realm.logIn("alice").token()).isNotEqualTo(issued.token());
    }

    @Test
    void tokensAreKeptAsHashesAndShownNowhere() {
        realm.member("alice", Role.MEMBER);
        IssuedToken issued = realm.logIn("alice");
        String value = issued.token().value();

        assertThat(issued.toString()).doesNotContain(value);
        assertThat(realm.repositories.<Boolean>read(
                        session -> session.identity().tokens().find(value).isPresent()))
                .isFalse();
        assertThatThrownBy(() -> new Token(value + "x"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageNotContaining(value);
    }

    @Test
    void whatIsWrongIsNotTold() {
        realm.member("alice", Role.MEMBER);
        realm.identity().users().create("stranger", SECRET);
        User gone = realm.member("gone", Role.MEMBER);
        realm.identity().users().disable(gone.id());
        ProjectId nowhere = new ProjectId(new UUID(9, 9));

        List<Throwable> refusals = List.<ThrowingCallable>of(
                        () -> authentication.authenticate("alice", WRONG, realm.shop.id()),
                        () -> authentication.authenticate("nobody", SECRET, realm.shop.id()),
                        () -> authentication.authenticate("no name\n", SECRET, realm.shop.id()),
                        () -> authentication.authenticate("gone", SECRET, realm.shop.id()),
                        () -> authentication.authenticate("stranger", SECRET, realm.shop.id()),
                        () -> authentication.authenticate("alice", SECRET, Project.DEFAULT),
                        () -> authentication.authenticate("alice", SECRET, nowhere),
                        () -> authentication.authenticate("boss", SECRET, nowhere),
                        () -> authentication.changePassword("alice", WRONG, SECRET),
                        () -> authentication.changePassword("gone", SECRET, WRONG),
                        () -> authentication.changePassword("nobody", SECRET, WRONG))
                .stream()
                .map(call -> catchThrowable(call))
                .toList();

        assertThat(refusals)
                .hasOnlyElementsOfType(UnauthenticatedException.class)
                .extracting(Throwable::getMessage)
                .containsOnly("the user name, the password or the project is not right");
    }

    @Test
    void tokenEndsAtItsExpiryByTheClockOfTheDatabase() {
        realm.member("alice", Role.MEMBER);
        IssuedToken issued = realm.logIn("alice");

        realm.pass(Realm.LIFETIME.minusMillis(1));
        assertThat(authentication.validate(issued.token()).expiresAt()).isEqualTo(issued.expiresAt());
        realm.pass(Duration.ofMillis(1));

        assertInvalid(issued.token());
    }

    @Test
    void lifetimeOfTokensIsBounded() {
        for (Duration wrong : List.of(
                Duration.ZERO,
                Duration.ofMillis(-1),
                Duration.ofNanos(1),
                Duration.ofDays(366),
                Duration.ofSeconds(Long.MAX_VALUE))) {
            assertThatThrownBy(() -> Iaas.builder().tokenLifetime(wrong)).isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void expiredTokensAreSweptByTheNextLogIn() {
        User alice = realm.member("alice", Role.MEMBER);
        StoredToken old = new StoredToken("00", alice.id(), realm.shop.id(), realm.time.now());
        realm.repositories.<Boolean>write(session -> {
            session.identity().tokens().insert(old);
            return true;
        });

        realm.logIn("alice");

        assertThat(realm.repositories.<Boolean>read(
                        session -> session.identity().tokens().find("00").isPresent()))
                .isFalse();
    }

    @Test
    void revokedTokenIsNoneAndOthersStay() {
        User alice = realm.member("alice", Role.MEMBER);
        Token first = realm.logIn("alice").token();
        Token second = realm.logIn("alice").token();

        authentication.revoke(first);
        authentication.revoke(first);
        assertInvalid(first);
        assertThat(authentication.validate(second).user()).isEqualTo(alice);

        authentication.revokeAll(alice.id());
        assertInvalid(second);
        assertInvalid(new Token("x".repeat(43)));
    }

    @Test
    void roleIsThatOfTheMoment() {
        User alice = realm.member("alice", Role.MEMBER);
        Token token = realm.logIn("alice").token();

        realm.identity().members(realm.shop.id()).assign(alice.id(), Role.READER);
        assertThat(authentication.validate(token).role()).isEqualTo(Role.READER);
        realm.identity().members(realm.shop.id()).revoke(alice.id());

        assertInvalid(token);
    }

    @Test
    void administratorOfTheInstallationIsAdminInEveryProject() {
        Token token = realm.logIn("boss", Project.DEFAULT).token();

        assertThat(authentication.validate(token).role()).isEqualTo(Role.ADMIN);
        assertThat(authentication.validate(realm.logIn("boss").token()).project())
                .isEqualTo(realm.shop);
    }

    @Test
    void tokenGoesWithItsProject() {
        Token token = realm.logIn("boss").token();

        realm.identity().projects().delete(realm.shop.id());

        assertInvalid(token);
    }

    @Test
    void passwordIsChangedByWhoKnowsTheOldOne() {
        realm.member("alice", Role.MEMBER);
        Token token = realm.logIn("alice").token();

        authentication.changePassword("alice", SECRET, WRONG);

        assertInvalid(token);
        assertThatThrownBy(() -> realm.logIn("alice")).isInstanceOf(UnauthenticatedException.class);
        assertThat(authentication.authenticate("alice", WRONG, realm.shop.id()).projectId())
                .isEqualTo(realm.shop.id());
    }

    @Test
    void hashOfLessWorkIsReplacedAtLogIn() {
        User alice = realm.member("alice", Role.MEMBER);
        String weak = "pbkdf2-sha512:1000:AAECAwQFBgcICQoLDA0ODw==:" + "ToxFUi5y3fprZRW/V6CupR2uIDYfuy5rlsF9Z4E648lE"
                + "68lw5lzmucru/HdPvmBJDSLroVh1Q2xCvjqd8NI/6Q==";
        realm.repositories.<Boolean>write(session -> session.identity().users().update(new StoredUser(alice, weak)));

        assertThat(realm.logIn("alice").userId()).isEqualTo(alice.id());

        assertThat(realm.repositories.<String>read(session -> session.identity()
                        .users()
                        .find(alice.id())
                        .orElseThrow()
                        .passwordHash()))
                .startsWith("pbkdf2-sha512:210000:");
        assertThat(realm.logIn("alice").userId()).isEqualTo(alice.id());
    }

    private void assertInvalid(Token token) {
        assertThatThrownBy(() -> authentication.validate(token)).isInstanceOf(UnauthenticatedException.class);
        assertThatThrownBy(() -> realm.iaas.login(token)).isInstanceOf(UnauthenticatedException.class);
    }
}
