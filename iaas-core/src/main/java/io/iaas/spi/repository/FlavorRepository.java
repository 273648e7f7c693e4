package io.iaas.spi.repository;

import io.iaas.compute.Flavor;
import io.iaas.identity.ProjectId;
import java.util.List;
import java.util.Optional;

/**
 * The flavors of projects. A new database holds {@link #DEFAULTS} in the default project.
 */
public interface FlavorRepository {
    /**
     * What a new database holds: tiny (1 vCPU, 128 MiB, disk as the image's), small (1, 1,024, 10 GiB), medium (2,
     * 4,096, 20) and large (4, 8,192, 40).
     */
    List<Flavor> DEFAULTS = List.of(
            new Flavor("tiny", 1, 128, 0),
            new Flavor("small", 1, 1024, 10),
            new Flavor("medium", 2, 4096, 20),
            new Flavor("large", 4, 8192, 40));

    /**
     * Adds a flavor.
     *
     * @throws io.iaas.error.ConflictException NAME_TAKEN
     */
    void insert(ProjectId project, Flavor flavor);

    /** Returns the flavor of this name, or empty. */
    Optional<Flavor> find(ProjectId project, String name);

    /** Returns all flavors of the project by memory, then name. */
    List<Flavor> list(ProjectId project);

    /** Deletes a flavor; false when there is none of this name. */
    boolean delete(ProjectId project, String name);
}
