package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.identity.Membership;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.identity.Role;
import io.iaas.identity.User;
import io.iaas.identity.UserId;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

abstract class MembershipRepositoryContract extends DatabaseTest {
    @Test
    void roleIsFoundInItsProjectOnlyAndTheLastOneCounts() {
        UserId alice = insert(samples().user("alice")).user().id();

        put(OTHER, alice, Role.READER);
        assertThat(found(session -> session.identity().memberships().find(OTHER, alice)))
                .contains(Role.READER);
        put(OTHER, alice, Role.ADMIN);

        assertThat(found(session -> session.identity().memberships().find(OTHER, alice)))
                .contains(Role.ADMIN);
        assertThat(found(session -> session.identity().memberships().find(Project.DEFAULT, alice)))
                .isEmpty();
    }

    @Test
    void membersAreListedInTheOrderOfTheirIdsInPages() {
        User first = insert(samples().user("zoe")).user();
        User second = insert(samples().user("adam")).user();
        put(OTHER, second.id(), Role.ADMIN);
        put(OTHER, first.id(), Role.READER);
        put(Project.DEFAULT, second.id(), Role.MEMBER);
        Project other = found(session -> session.projects().find(OTHER)).orElseThrow();

        Page<Membership> page =
                read(session -> session.identity().memberships().ofProject(OTHER, PageRequest.first(1)));
        assertThat(page.items()).containsExactly(new Membership(other, first.id(), "zoe", Role.READER));
        Page<Membership> rest = read(session -> session.identity()
                .memberships()
                .ofProject(OTHER, PageRequest.first(1).after(page.next().orElseThrow())));
        assertThat(rest.items()).containsExactly(new Membership(other, second.id(), "adam", Role.ADMIN));
        assertThat(rest.next()).isEmpty();
    }

    @Test
    void membershipsOfAUserAreListedInTheOrderOfTheProjects() {
        User adam = insert(samples().user("adam")).user();
        put(OTHER, adam.id(), Role.ADMIN);
        put(Project.DEFAULT, adam.id(), Role.MEMBER);

        assertThat(listed(session -> session.identity().memberships().ofUser(adam.id())))
                .extracting(membership -> membership.project().id() + " " + membership.role())
                .containsExactly(Project.DEFAULT + " MEMBER", OTHER + " ADMIN");
    }

    @Test
    void deleteTellsWhetherThereWasARoleInTheProject() {
        UserId alice = insert(samples().user("alice")).user().id();
        put(OTHER, alice, Role.READER);

        assertThat(changed(session -> session.identity().memberships().delete(Project.DEFAULT, alice)))
                .isFalse();
        assertThat(changed(session -> session.identity().memberships().delete(OTHER, alice)))
                .isTrue();
        assertThat(changed(session -> session.identity().memberships().delete(OTHER, alice)))
                .isFalse();
        assertThat(listed(session -> session.identity().memberships().ofUser(alice)))
                .isEmpty();
    }

    @Test
    void membershipNeedsItsProjectAndItsUser() {
        UserId alice = insert(samples().user("alice")).user().id();
        UUID nothing = new UUID(9, 9);

        assertThatThrownBy(() -> put(new ProjectId(nothing), alice, Role.READER))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> put(OTHER, new UserId(nothing), Role.READER))
                .isInstanceOf(IllegalStateException.class);
    }

    private void put(ProjectId project, UserId user, Role role) {
        writing(session -> session.identity().memberships().put(project, user, role));
    }
}
