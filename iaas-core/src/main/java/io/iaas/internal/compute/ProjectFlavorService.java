package io.iaas.internal.compute;

import io.iaas.compute.Flavor;
import io.iaas.compute.FlavorService;
import io.iaas.error.NotFoundException;
import io.iaas.identity.ProjectId;
import io.iaas.spi.repository.Repositories;
import java.util.List;
import java.util.Optional;

/** The flavors of one project. */
public final class ProjectFlavorService implements FlavorService {
    private final ProjectId project;
    private final Repositories repositories;

    /** Scopes the service to a project. */
    public ProjectFlavorService(ProjectId project, Repositories repositories) {
        this.project = project;
        this.repositories = repositories;
    }

    @Override
    public Flavor create(Flavor flavor) {
        return repositories.write(session -> {
            session.flavors().insert(project, flavor);
            return flavor;
        });
    }

    @Override
    public Optional<Flavor> find(String name) {
        return repositories.read(session -> session.flavors().find(project, name));
    }

    @Override
    public Flavor get(String name) {
        return find(name).orElseThrow(() -> new NotFoundException("flavor", name));
    }

    @Override
    public List<Flavor> list() {
        return repositories.read(session -> session.flavors().list(project));
    }

    @Override
    public void delete(String name) {
        boolean deleted = repositories.write(session -> session.flavors().delete(project, name));
        if (!deleted) {
            throw new NotFoundException("flavor", name);
        }
    }
}
