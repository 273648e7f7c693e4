package io.iaas.persistence.mybatis;

import io.iaas.identity.Membership;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.identity.Role;
import io.iaas.identity.UserId;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.MembershipRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class MyBatisMembershipRepository implements MembershipRepository {
    private final UnitOfWork unit;

    MyBatisMembershipRepository(UnitOfWork unit) {
        this.unit = unit;
    }

    @Override
    public void put(ProjectId project, UserId user, Role role) {
        unit.writing(MembershipMapper.class).put(project.toString(), user.toString(), role.name());
    }

    @Override
    public Optional<Role> find(ProjectId project, UserId user) {
        return unit.reading(MembershipMapper.class)
                .find(project.toString(), user.toString())
                .map(Role::valueOf);
    }

    @Override
    public Page<Membership> ofProject(ProjectId project, PageRequest page) {
        return Page.of(
                        unit.reading(MembershipMapper.class)
                                .ofProject(project.toString(), page.afterId().orElse(null), page.limit() + 1),
                        page.limit(),
                        MembershipMapper.Row::userId)
                .map(MyBatisMembershipRepository::membership);
    }

    @Override
    public List<Membership> ofUser(UserId user) {
        return unit.reading(MembershipMapper.class).ofUser(user.toString()).stream()
                .map(MyBatisMembershipRepository::membership)
                .toList();
    }

    @Override
    public boolean delete(ProjectId project, UserId user) {
        return unit.writing(MembershipMapper.class).delete(project.toString(), user.toString()) > 0;
    }

    private static Membership membership(MembershipMapper.Row row) {
        return new Membership(
                new Project(
                        ProjectId.parse(row.projectId()),
                        row.projectName(),
                        Instant.ofEpochMilli(row.createdAt()),
                        Project.State.valueOf(row.state())),
                UserId.parse(row.userId()),
                row.userName(),
                Role.valueOf(row.role()));
    }
}
