package io.iaas.compute;

import java.util.List;
import java.util.Optional;

/**
 * The flavors of a project. A new database offers tiny, small, medium and large. Machines keep the size they were
 * created with, whatever becomes of the flavor. Safe for use by many threads.
 */
public interface FlavorService {
    /**
     * Adds a flavor.
     *
     * @throws io.iaas.error.ConflictException {@code NAME_TAKEN}
     */
    Flavor create(Flavor flavor);

    /** Returns the flavor of this name, or empty. */
    Optional<Flavor> find(String name);

    /**
     * Returns the flavor of this name.
     *
     * @throws io.iaas.error.NotFoundException when the project has none
     */
    Flavor get(String name);

    /** Lists all flavors by memory, then name. */
    List<Flavor> list();

    /**
     * Deletes a flavor.
     *
     * @throws io.iaas.error.NotFoundException when the project has none of this name
     */
    void delete(String name);
}
