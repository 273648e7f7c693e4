package io.iaas.internal.compute;

import io.iaas.compute.Flavor;
import io.iaas.compute.FlavorService;
import io.iaas.error.ConflictException;
import io.iaas.error.ErrorCode;
import io.iaas.error.NotFoundException;
import io.iaas.identity.ProjectId;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        return repositories.read(session -> usable(session, project, name));
    }

    @Override
    public Flavor get(String name) {
        return find(name).orElseThrow(() -> new NotFoundException("flavor", name));
    }

    @Override
    public List<Flavor> list() {
        return repositories.read(session -> {
            List<Flavor> own = session.flavors().list(project);
            Set<String> hidden = own.stream().map(Flavor::name).collect(Collectors.toSet());
            return Stream.concat(
                            own.stream(),
                            session.flavors().listPublic().stream().filter(flavor -> !hidden.contains(flavor.name())))
                    .sorted(Comparator.comparingInt(Flavor::memoryMib).thenComparing(Flavor::name))
                    .toList();
        });
    }

    @Override
    public List<Flavor> listPublic() {
        return repositories.read(session -> session.flavors().listPublic());
    }

    @Override
    public Flavor publish(String name) {
        return repositories.write(session -> {
            Flavor flavor = own(session, name);
            session.flavors().publish(project, name);
            return flavor;
        });
    }

    @Override
    public Flavor unpublish(String name) {
        return repositories.write(session -> {
            Flavor flavor = own(session, name);
            if (!session.flavors().unpublish(project, name)) {
                throw new NotFoundException("public flavor", name);
            }
            return flavor;
        });
    }

    @Override
    public void delete(String name) {
        repositories.<Boolean>write(session -> {
            Flavor flavor = own(session, name);
            if (session.flavors().unpublish(project, name)) {
                throw new ConflictException(
                        ErrorCode.WRONG_STATE, "flavor '" + flavor.name() + "' is public; unpublish it first");
            }
            return session.flavors().delete(project, name);
        });
    }

    private Flavor own(RepositorySession session, String name) {
        return session.flavors().find(project, name).orElseThrow(() -> new NotFoundException("flavor", name));
    }

    /** Returns what a name means in a project. */
    static Optional<Flavor> usable(RepositorySession session, ProjectId project, String name) {
        return session.flavors().find(project, name).or(() -> session.flavors().findPublic(name));
    }
}
