package io.iaas.memory;

import io.iaas.compute.Flavor;
import io.iaas.error.ConflictException;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.spi.repository.FlavorRepository;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

final class MemoryFlavors implements FlavorRepository {
    private static final Comparator<Flavor> BY_SIZE =
            Comparator.comparingInt(Flavor::memoryMib).thenComparing(Flavor::name);

    private final MemorySession session;

    MemoryFlavors(MemorySession session) {
        this.session = session;
    }

    @Override
    public void insert(ProjectId project, Flavor flavor) {
        Tables tables = session.changing();
        tables.requireProject(project);
        String key = Tables.key(project, flavor.name());
        if (tables.flavors.contains(key)) {
            throw ConflictException.nameTaken("flavor", flavor.name());
        }
        tables.flavors = tables.flavors.put(key, flavor);
    }

    @Override
    public Optional<Flavor> find(ProjectId project, String name) {
        return session.tables().flavors.get(Tables.key(project, name));
    }

    @Override
    public List<Flavor> list(ProjectId project) {
        List<Flavor> found = new ArrayList<>();
        session.tables().flavors.ascend(Tables.scope(project), "", found::add);
        found.sort(BY_SIZE);
        return List.copyOf(found);
    }

    @Override
    public boolean delete(ProjectId project, String name) {
        Tables tables = session.changing();
        String key = Tables.key(project, name);
        boolean there = tables.flavors.contains(key);
        tables.flavors = tables.flavors.remove(key);
        unpublish(project, name);
        return there;
    }

    @Override
    public boolean publish(ProjectId project, String name) {
        Tables tables = session.changing();
        if (!tables.flavors.contains(Tables.key(project, name))) {
            return false;
        }
        if (!tables.publicFlavors.get(name).map(project::equals).orElse(true)) {
            throw ConflictException.nameTaken("public flavor", name);
        }
        tables.publicFlavors = tables.publicFlavors.put(name, project);
        return true;
    }

    @Override
    public boolean unpublish(ProjectId project, String name) {
        Tables tables = session.changing();
        boolean there = tables.publicFlavors.get(name).map(project::equals).orElse(false);
        if (there) {
            tables.publicFlavors = tables.publicFlavors.remove(name);
        }
        return there;
    }

    @Override
    public Optional<Flavor> findPublic(String name) {
        return session.tables().publicFlavors.get(name).flatMap(owner -> find(owner, name));
    }

    @Override
    public List<Flavor> listPublic() {
        List<Flavor> found = new ArrayList<>();
        for (Project owner : session.projects().list()) {
            session.tables().flavors.ascend(Tables.scope(owner.id()), "", flavor -> {
                if (session.tables().publicFlavors.get(flavor.name()).equals(Optional.of(owner.id()))) {
                    found.add(flavor);
                }
                return true;
            });
        }
        found.sort(BY_SIZE);
        return List.copyOf(found);
    }
}
