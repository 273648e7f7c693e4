package io.iaas.memory;

import io.iaas.identity.Membership;
import io.iaas.identity.ProjectId;
import io.iaas.identity.Role;
import io.iaas.identity.UserId;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.MembershipRepository;
import java.util.List;
import java.util.Optional;

final class MemoryMemberships implements MembershipRepository {
    private final MemorySession session;

    MemoryMemberships(MemorySession session) {
        this.session = session;
    }

    @Override
    public void put(ProjectId project, UserId user, Role role) {
        Tables tables = session.changing();
        tables.requireProject(project);
        tables.identity.requireUser(user);
        tables.identity.put(new IdentityTables.Member(project, user, role));
    }

    @Override
    public Optional<Role> find(ProjectId project, UserId user) {
        return row(project, user).map(IdentityTables.Member::role);
    }

    @Override
    public Page<Membership> ofProject(ProjectId project, PageRequest page) {
        return Page.of(
                        Pages.rows(session.tables().identity.memberships, Tables.scope(project), page, row -> true),
                        page.limit(),
                        row -> row.user().toString())
                .map(this::membership);
    }

    @Override
    public List<Membership> ofUser(UserId user) {
        return IdentityTables.rows(session.tables().identity.membershipsOf, Tables.scope(user)).stream()
                .map(this::membership)
                .toList();
    }

    @Override
    public boolean delete(ProjectId project, UserId user) {
        IdentityTables tables = session.changing().identity;
        Optional<IdentityTables.Member> stored = row(project, user);
        stored.ifPresent(tables::remove);
        return stored.isPresent();
    }

    private Optional<IdentityTables.Member> row(ProjectId project, UserId user) {
        return session.tables().identity.memberships.get(Tables.key(project, user));
    }

    private Membership membership(IdentityTables.Member row) {
        Tables tables = session.tables();
        return new Membership(
                tables.projects.get(row.project().toString()).orElseThrow(),
                row.user(),
                tables.identity
                        .users
                        .get(row.user().toString())
                        .orElseThrow()
                        .user()
                        .name(),
                row.role());
    }
}
