package io.iaas.memory;

import io.iaas.compute.Flavor;
import io.iaas.error.ConflictException;
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
        return there;
    }
}
