package io.iaas.persistence.mybatis;

import io.iaas.error.ConflictException;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.ProjectRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class MyBatisProjectRepository implements ProjectRepository {
    private final UnitOfWork unit;

    MyBatisProjectRepository(UnitOfWork unit) {
        this.unit = unit;
    }

    @Override
    public void insert(Project project) {
        ProjectMapper.Row row = new ProjectMapper.Row(
                project.id().toString(),
                project.name(),
                project.createdAt().toEpochMilli(),
                project.state().name());
        if (unit.writing(ProjectMapper.class).insert(row) == 0) {
            throw ConflictException.nameTaken("project", project.name());
        }
    }

    @Override
    public Optional<Project> find(ProjectId id) {
        return unit.reading(ProjectMapper.class).find(id.toString()).map(MyBatisProjectRepository::project);
    }

    @Override
    public List<Project> list() {
        return unit.reading(ProjectMapper.class).list().stream()
                .map(MyBatisProjectRepository::project)
                .toList();
    }

    @Override
    public Optional<Project> findByName(String name) {
        return unit.reading(ProjectMapper.class).findByName(name).map(MyBatisProjectRepository::project);
    }

    @Override
    public Page<Project> list(PageRequest page) {
        return Page.of(
                        unit.reading(ProjectMapper.class).page(page.afterId().orElse(null), page.limit() + 1),
                        page.limit(),
                        ProjectMapper.Row::id)
                .map(MyBatisProjectRepository::project);
    }

    @Override
    public boolean changeState(ProjectId id, Project.State state) {
        return unit.writing(ProjectMapper.class).changeState(id.toString(), state.name()) > 0;
    }

    @Override
    public boolean delete(ProjectId id) {
        ProjectMapper mapper = unit.writing(ProjectMapper.class);
        mapper.deleteEndedOperations(id.toString());
        mapper.deleteEvents(id.toString());
        return mapper.delete(id.toString()) > 0;
    }

    private static Project project(ProjectMapper.Row row) {
        return new Project(
                ProjectId.parse(row.id()),
                row.name(),
                Instant.ofEpochMilli(row.createdAt()),
                Project.State.valueOf(row.state()));
    }
}
