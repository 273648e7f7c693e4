package io.iaas.persistence.mybatis;

import io.iaas.compute.Flavor;
import io.iaas.error.ConflictException;
import io.iaas.identity.ProjectId;
import io.iaas.spi.repository.FlavorRepository;
import java.util.List;
import java.util.Optional;

final class MyBatisFlavorRepository implements FlavorRepository {
    private final UnitOfWork unit;

    MyBatisFlavorRepository(UnitOfWork unit) {
        this.unit = unit;
    }

    @Override
    public void insert(ProjectId project, Flavor flavor) {
        FlavorMapper.Row row = new FlavorMapper.Row(
                project.toString(), flavor.name(), flavor.vcpus(), flavor.memoryMib(), flavor.diskGib());
        if (unit.writing(FlavorMapper.class).insert(row) == 0) {
            throw ConflictException.nameTaken("flavor", flavor.name());
        }
    }

    @Override
    public Optional<Flavor> find(ProjectId project, String name) {
        return unit.reading(FlavorMapper.class).find(project.toString(), name).map(MyBatisFlavorRepository::flavor);
    }

    @Override
    public List<Flavor> list(ProjectId project) {
        return unit.reading(FlavorMapper.class).list(project.toString()).stream()
                .map(MyBatisFlavorRepository::flavor)
                .toList();
    }

    @Override
    public boolean delete(ProjectId project, String name) {
        return unit.writing(FlavorMapper.class).delete(project.toString(), name) > 0;
    }

    @Override
    public boolean publish(ProjectId project, String name) {
        FlavorMapper mapper = unit.writing(FlavorMapper.class);
        if (mapper.find(project.toString(), name).isEmpty()) {
            return false;
        }
        if (mapper.publish(project.toString(), name) == 0) {
            throw ConflictException.nameTaken("public flavor", name);
        }
        return true;
    }

    @Override
    public boolean unpublish(ProjectId project, String name) {
        return unit.writing(FlavorMapper.class).unpublish(project.toString(), name) > 0;
    }

    @Override
    public Optional<Flavor> findPublic(String name) {
        return unit.reading(FlavorMapper.class).findPublic(name).map(MyBatisFlavorRepository::flavor);
    }

    @Override
    public List<Flavor> listPublic() {
        return unit.reading(FlavorMapper.class).listPublic().stream()
                .map(MyBatisFlavorRepository::flavor)
                .toList();
    }

    private static Flavor flavor(FlavorMapper.Row row) {
        return new Flavor(row.name(), row.vcpus(), row.memoryMib(), row.diskGib());
    }
}
