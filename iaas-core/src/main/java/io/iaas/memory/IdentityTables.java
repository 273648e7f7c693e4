package io.iaas.memory;

import io.iaas.identity.ProjectId;
import io.iaas.identity.Role;
import io.iaas.identity.StoredKeyPair;
import io.iaas.identity.UserId;
import io.iaas.spi.repository.LoginFailures;
import io.iaas.spi.repository.StoredToken;
import io.iaas.spi.repository.StoredUser;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Who may do what, in one state of the database. See {@link Tables}. */
final class IdentityTables {
    SortedTree<StoredUser> users = SortedTree.empty();
    SortedTree<StoredUser> userNames = SortedTree.empty();
    /** By project and user. */
    SortedTree<Member> memberships = SortedTree.empty();
    /** By user and project. */
    SortedTree<Member> membershipsOf = SortedTree.empty();
    /** By hash. */
    SortedTree<StoredToken> tokens = SortedTree.empty();
    /** By project and name. */
    SortedTree<StoredKeyPair> keyPairs = SortedTree.empty();
    /** By the key of what was tried. */
    SortedTree<LoginFailures> loginFailures = SortedTree.empty();

    /** A row of memberships. */
    record Member(ProjectId project, UserId user, Role role) {}

    IdentityTables copy() {
        IdentityTables copy = new IdentityTables();
        copy.users = users;
        copy.userNames = userNames;
        copy.memberships = memberships;
        copy.membershipsOf = membershipsOf;
        copy.tokens = tokens;
        copy.keyPairs = keyPairs;
        copy.loginFailures = loginFailures;
        return copy;
    }

    /** Removes the memberships, tokens and key pairs of a project, as a foreign key would. */
    void forget(ProjectId project) {
        rows(memberships, Tables.scope(project)).forEach(this::remove);
        removeTokens(token -> token.projectId().equals(project));
        rows(keyPairs, Tables.scope(project))
                .forEach(pair -> keyPairs = keyPairs.remove(Tables.key(project, pair.name())));
    }

    /** Removes the memberships and tokens of a user, as a foreign key would. */
    void forget(UserId user) {
        rows(membershipsOf, Tables.scope(user)).forEach(this::remove);
        removeTokens(token -> token.userId().equals(user));
    }

    void put(Member member) {
        memberships = memberships.put(Tables.key(member.project(), member.user()), member);
        membershipsOf = membershipsOf.put(Tables.key(member.user(), member.project()), member);
    }

    void remove(Member member) {
        memberships = memberships.remove(Tables.key(member.project(), member.user()));
        membershipsOf = membershipsOf.remove(Tables.key(member.user(), member.project()));
    }

    void removeTokens(Predicate<StoredToken> which) {
        rows(tokens, "").stream().filter(which).forEach(token -> tokens = tokens.remove(token.hash()));
    }

    /** Refuses a record of a user that there is none of, as a foreign key would. */
    void requireUser(UserId id) {
        if (!users.contains(id.toString())) {
            throw new IllegalStateException("user " + id + " does not exist");
        }
    }

    /** Returns the values whose keys begin with the prefix, in their order. */
    static <V> List<V> rows(SortedTree<V> tree, String prefix) {
        List<V> rows = new ArrayList<>();
        tree.ascend(prefix, "", rows::add);
        return rows;
    }
}
