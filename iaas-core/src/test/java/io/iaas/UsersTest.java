package io.iaas;

import static io.iaas.Realm.SECRET;
import static io.iaas.Realm.WRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.error.ConflictException;
import io.iaas.error.ErrorCode;
import io.iaas.error.IaasException;
import io.iaas.error.InvalidInputException;
import io.iaas.error.NotFoundException;
import io.iaas.identity.IssuedToken;
import io.iaas.identity.Membership;
import io.iaas.identity.Password;
import io.iaas.identity.Role;
import io.iaas.identity.UnauthenticatedException;
import io.iaas.identity.User;
import io.iaas.identity.UserId;
import io.iaas.identity.UserService;
import io.iaas.memory.InMemoryRepositories;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.page.PageRequest;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UsersTest {
    private final Realm realm = new Realm();
    private final UserService users = realm.identity().users();

    @AfterEach
    void close() {
        realm.close();
    }

    @Test
    void newInstallationHasNoUser() {
        try (Iaas fresh = Iaas.builder()
                .hypervisor(SimulatedHypervisor.create())
                .workers(0)
                .build()) {
            assertThat(fresh.identity().users().list(PageRequest.first(1)).items())
                    .isEmpty();
        }
    }

    @Test
    void firstAdministratorIsCreatedOnce() {
        assertThat(realm.boss.administrator()).isTrue();
        assertThat(realm.boss.enabled()).isTrue();

        assertFails(ErrorCode.WRONG_STATE, () -> realm.identity().createFirstAdministrator("usurper", SECRET));
        assertThat(users.find("usurper")).isEmpty();
    }

    @Test
    void ofTwoWhoRaceToBeTheFirstOneIs() throws InterruptedException, ExecutionException {
        ExecutorService racers = Executors.newFixedThreadPool(2);
        try (InMemoryRepositories repositories = InMemoryRepositories.create();
                Iaas fresh = Iaas.builder()
                        .repositories(repositories)
                        .hypervisor(SimulatedHypervisor.create())
                        .workers(0)
                        .build()) {
            List<Callable<Boolean>> race = List.of(() -> isFirst(fresh, "one"), () -> isFirst(fresh, "two"));
            int winners = 0;
            for (Future<Boolean> racer : racers.invokeAll(race)) {
                winners += racer.get() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
            assertThat(fresh.identity().users().list(PageRequest.first(9)).items())
                    .hasSize(1);
        } finally {
            racers.shutdownNow();
        }
    }

    private static boolean isFirst(Iaas fresh, String name) {
        try {
            return fresh.identity().createFirstAdministrator(name, SECRET).administrator();
        } catch (ConflictException e) {
            return false;
        }
    }

    @Test
    void userIsFoundByNameAndIdAndListed() {
        User alice = users.create("alice", SECRET);

        assertThat(alice.enabled()).isTrue();
        assertThat(alice.administrator()).isFalse();
        assertThat(users.get("alice")).isEqualTo(alice);
        assertThat(users.get(alice.id())).isEqualTo(alice);
        assertThat(users.find("bob")).isEmpty();
        assertThat(users.list(PageRequest.first(9)).items()).containsExactly(realm.boss, alice);
        assertFails(ErrorCode.NAME_TAKEN, () -> users.create("alice", SECRET));
        assertThatThrownBy(() -> users.create("no name", SECRET)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void whatThereIsNotIsNamed() {
        UserId nobody = new UserId(new UUID(9, 9));

        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> users.get(nobody),
                () -> users.enable(nobody),
                () -> users.disable(nobody),
                () -> users.setPassword(nobody, SECRET),
                () -> users.delete(nobody),
                () -> realm.identity().projects().of(nobody),
                () -> realm.identity().authentication().revokeAll(nobody),
                () -> realm.identity().members(realm.shop.id()).assign(nobody, Role.READER))) {
            assertThatThrownBy(call)
                    .isInstanceOf(NotFoundException.class)
                    .hasMessage("user '" + nobody + "' does not exist");
        }
        assertThatThrownBy(() -> users.get("ghost")).hasMessage("user 'ghost' does not exist");
        assertThatThrownBy(() -> realm.identity().members(realm.shop.id()).revoke(nobody))
                .hasMessage("member '" + nobody + "' does not exist");
    }

    @Test
    void disablingRevokesTokensAndForbidsLogIns() {
        User alice = realm.member("alice", Role.READER);
        IssuedToken token = realm.logIn("alice");

        assertThat(users.disable(alice.id()).enabled()).isFalse();

        assertRevoked(token);
        assertThatThrownBy(() -> realm.logIn("alice")).isInstanceOf(UnauthenticatedException.class);
        assertThat(users.enable(alice.id()).enabled()).isTrue();
        assertRevoked(token);
        assertThat(realm.identity()
                        .authentication()
                        .validate(realm.logIn("alice").token())
                        .user())
                .isEqualTo(alice);
    }

    @Test
    void deletingTakesMembershipsAndTokensAlong() {
        User alice = realm.member("alice", Role.READER);
        IssuedToken token = realm.logIn("alice");

        users.delete(alice.id());

        assertRevoked(token);
        assertThat(realm.identity()
                        .members(realm.shop.id())
                        .list(PageRequest.first(9))
                        .items())
                .isEmpty();
        assertThat(users.find("alice")).isEmpty();
    }

    @Test
    void passwordThatIsSetRevokesTokensAndReplacesTheOldOne() {
        User alice = realm.member("alice", Role.READER);
        IssuedToken token = realm.logIn("alice");

        users.setPassword(alice.id(), WRONG);

        assertRevoked(token);
        assertThatThrownBy(() -> realm.logIn("alice")).isInstanceOf(UnauthenticatedException.class);
        assertThat(realm.identity()
                        .authentication()
                        .authenticate("alice", WRONG, realm.shop.id())
                        .userId())
                .isEqualTo(alice.id());
    }

    @Test
    void lastAdministratorWhoMayLogInStays() {
        assertFails(ErrorCode.WRONG_STATE, () -> users.disable(realm.boss.id()));
        assertFails(ErrorCode.WRONG_STATE, () -> users.delete(realm.boss.id()));

        User deputy = users.createAdministrator("deputy", SECRET);
        users.disable(realm.boss.id());
        assertFails(ErrorCode.WRONG_STATE, () -> users.delete(deputy.id()));
        users.delete(realm.boss.id());
        assertFails(ErrorCode.WRONG_STATE, () -> users.disable(deputy.id()));
        assertThat(users.get(deputy.id()).enabled()).isTrue();
    }

    @Test
    void rolesAreGivenReplacedAndTaken() {
        User alice = realm.member("alice", Role.READER);
        var members = realm.identity().members(realm.shop.id());

        assertThat(members.assign(alice.id(), Role.ADMIN))
                .isEqualTo(new Membership(realm.shop, alice.id(), "alice", Role.ADMIN));
        assertThat(realm.identity().projects().of(alice.id()))
                .containsExactly(new Membership(realm.shop, alice.id(), "alice", Role.ADMIN));
        assertThat(members.list(PageRequest.first(9)).items())
                .extracting(Membership::role)
                .containsExactly(Role.ADMIN);

        members.revoke(alice.id());
        assertThat(realm.identity().projects().of(alice.id())).isEmpty();
        assertFails(ErrorCode.NOT_FOUND, () -> members.revoke(alice.id()));
    }

    @Test
    void passwordsAreEightCharactersAtLeastAndShownNowhere() {
        for (String length : List.of("", "1234567", "x".repeat(1025))) {
            assertThatThrownBy(() -> new Password(length))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageNotContaining("1234567");
        }
        assertThat(new Password("x".repeat(1024))).hasToString("(a password)");
        assertThat(realm.repositories
                        .<Object>read(session ->
                                session.identity().users().findByName("boss").orElseThrow())
                        .toString())
                .doesNotContain("pbkdf2");
    }

    private void assertRevoked(IssuedToken token) {
        assertThatThrownBy(() -> realm.identity().authentication().validate(token.token()))
                .isInstanceOf(UnauthenticatedException.class);
    }

    private static void assertFails(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        IaasException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
