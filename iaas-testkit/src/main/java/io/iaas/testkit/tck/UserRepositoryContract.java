package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.error.ErrorCode;
import io.iaas.identity.Project;
import io.iaas.identity.Role;
import io.iaas.identity.User;
import io.iaas.identity.UserId;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.StoredToken;
import io.iaas.spi.repository.StoredUser;
import java.util.UUID;
import org.junit.jupiter.api.Test;

abstract class UserRepositoryContract extends DatabaseTest {
    private static final UserId NOBODY = new UserId(new UUID(9, 9));

    @Test
    void newDatabaseHoldsNoUser() {
        assertThat(listed(session ->
                        session.identity().users().list(PageRequest.first(1)).items()))
                .isEmpty();
        assertThat(enabledAdministrators()).isZero();
    }

    @Test
    void userIsFoundByIdAndByNameWithTheHash() {
        StoredUser boss = insert(samples().administrator("boss"));
        StoredUser alice = insert(samples().user("alice"));

        assertThat(found(session -> session.identity().users().find(boss.user().id())))
                .contains(boss);
        assertThat(found(session -> session.identity().users().findByName("alice")))
                .contains(alice);
        assertThat(found(session -> session.identity().users().findByName("Alice")))
                .isEmpty();
        assertThat(found(session -> session.identity().users().find(NOBODY))).isEmpty();
    }

    @Test
    void namesAreUnique() {
        StoredUser alice = insert(samples().user("alice"));

        assertFails(ErrorCode.NAME_TAKEN, () -> insert(samples().user("alice")));
        assertThat(found(session -> session.identity().users().findByName("alice")))
                .contains(alice);
    }

    @Test
    void updateReplacesWhetherEnabledAndTheHashAndNothingElse() {
        User alice = insert(samples().user("alice")).user();
        User other = new User(alice.id(), "mallory", false, true, start().plusSeconds(9));

        assertThat(changed(session -> session.identity().users().update(new StoredUser(other, "new"))))
                .isTrue();

        StoredUser updated = new StoredUser(alice.withEnabled(false), "new");
        assertThat(found(session -> session.identity().users().find(alice.id())))
                .contains(updated);
        assertThat(found(session -> session.identity().users().findByName("alice")))
                .contains(updated);
        assertThat(found(session -> session.identity().users().findByName("mallory")))
                .isEmpty();
        assertThat(changed(
                        session -> session.identity().users().update(samples().user("ghost"))))
                .isFalse();
    }

    @Test
    void usersAreListedInTheOrderOfTheirIdsInPages() {
        User first = insert(samples().user("zoe")).user();
        User second = insert(samples().user("adam")).user();
        User third = insert(samples().user("mia")).user();

        Page<User> page = read(session -> session.identity().users().list(PageRequest.first(2)));
        assertThat(page.items()).containsExactly(first, second);
        Page<User> rest = read(session -> session.identity()
                .users()
                .list(PageRequest.first(2).after(page.next().orElseThrow())));
        assertThat(rest.items()).containsExactly(third);
        assertThat(rest.next()).isEmpty();
        assertFails(
                ErrorCode.INVALID_INPUT,
                () -> read(session ->
                        session.identity().users().list(PageRequest.first(2).after("zoe"))));
    }

    @Test
    void administratorsCountWhileTheyAreEnabled() {
        User boss = insert(samples().administrator("boss")).user();
        insert(samples().administrator("deputy"));
        insert(samples().user("alice"));
        assertThat(enabledAdministrators()).isEqualTo(2);

        writing(session -> session.identity().users().update(new StoredUser(boss.withEnabled(false), "hash")));

        assertThat(enabledAdministrators()).isEqualTo(1);
    }

    @Test
    void deleteTakesMembershipsAndTokensAlong() {
        UserId alice = insert(samples().user("alice")).user().id();
        UserId bob = insert(samples().user("bob")).user().id();
        for (UserId user : new UserId[] {alice, bob}) {
            writing(session -> {
                session.identity().memberships().put(Project.DEFAULT, user, Role.MEMBER);
                session.identity().tokens().insert(new StoredToken("hash-" + user, user, OTHER, start()));
            });
        }

        assertThat(changed(session -> session.identity().users().delete(alice))).isTrue();

        assertThat(found(session -> session.identity().users().find(alice))).isEmpty();
        assertThat(found(session -> session.identity().users().findByName("alice")))
                .isEmpty();
        assertThat(found(session -> session.identity().memberships().find(Project.DEFAULT, alice)))
                .isEmpty();
        assertThat(listed(session -> session.identity().memberships().ofUser(alice)))
                .isEmpty();
        assertThat(found(session -> session.identity().tokens().find("hash-" + alice)))
                .isEmpty();
        assertThat(found(session -> session.identity().memberships().find(Project.DEFAULT, bob)))
                .contains(Role.MEMBER);
        assertThat(found(session -> session.identity().tokens().find("hash-" + bob)))
                .isPresent();
        assertThat(changed(session -> session.identity().users().delete(alice))).isFalse();
    }

    private int enabledAdministrators() {
        return this.<Integer>read(session -> session.identity().users().enabledAdministrators());
    }
}
