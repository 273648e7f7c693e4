package io.iaas.faults;

import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.image.Image;
import io.iaas.image.ImageId;
import io.iaas.memory.InMemoryRepositories;
import io.iaas.spi.repository.RepositorySession;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The machine and the images that a scenario is about: told also when they are gone, once they were asked for. */
final class Subjects {
    static final String VM = "web";
    static final ProjectId SHOP = new ProjectId(new UUID(0, 2));

    private final InMemoryRepositories tables;
    private final Map<String, Object> known = new HashMap<>();

    Subjects(InMemoryRepositories tables) {
        this.tables = tables;
    }

    VmId vm() {
        return known(
                VM, session -> session.vms().findByName(Project.DEFAULT, VM).map(Vm::id), VmId.class);
    }

    ImageId image(String name) {
        return known(
                name,
                session -> session.images().findByName(Project.DEFAULT, name).map(Image::id),
                ImageId.class);
    }

    private <T> T known(String name, Function<RepositorySession, Optional<T>> find, Class<T> type) {
        return type.cast(known.computeIfAbsent(name, n -> tables.read(find).orElseThrow()));
    }
}
