package io.iaas.spi.repository;

import io.iaas.compute.Flavor;
import io.iaas.identity.ProjectId;
import java.util.List;
import java.util.Optional;

/**
 * The flavors of projects; some are public, under a name that no other public one has. A new database holds
 * {@link #DEFAULTS} in the default project.
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

    /**
     * Makes a flavor public; nothing when it is.
     *
     * @return false when the project has none of this name
     * @throws io.iaas.error.ConflictException NAME_TAKEN by the public flavor of another project
     */
    boolean publish(ProjectId project, String name);

    /** Makes a public flavor the project's own again; false when the project has no public one of this name. */
    boolean unpublish(ProjectId project, String name);

    /** Returns the public flavor of this name, whosever it is, or empty. */
    Optional<Flavor> findPublic(String name);

    /** Returns the public flavors of all projects by memory, then name. */
    List<Flavor> listPublic();
}
