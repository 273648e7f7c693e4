package io.iaas.compute;

import java.util.List;
import java.util.Optional;

/**
 * The flavors of a project, and the public ones of all projects, which it may use as if they were its own. A name means
 * the project's own flavor where it has one, or else the public one. A new database offers tiny, small, medium and
 * large. Machines keep the size they were created with, whatever becomes of the flavor. Safe for use by many threads.
 */
public interface FlavorService {
    /**
     * Adds a flavor to the project. It may have the name of a public one, and hides it.
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

    /** Lists the flavors that the project may use: its own, and public ones that these do not hide; by memory, then name. */
    List<Flavor> list();

    /** Lists the public flavors, whosever they are, by memory, then name. */
    List<Flavor> listPublic();

    /**
     * Makes a flavor of the project public: all projects see it by its name and sizes, and may use it.
     *
     * @throws io.iaas.error.NotFoundException when the project has none of its own of this name
     * @throws io.iaas.error.ConflictException {@code NAME_TAKEN} by the public flavor of another project
     */
    Flavor publish(String name);

    /**
     * Makes a public flavor the project's own again. Machines of it keep their size.
     *
     * @throws io.iaas.error.NotFoundException when the project has no public one of its own of this name
     */
    Flavor unpublish(String name);

    /**
     * Deletes a flavor of the project.
     *
     * @throws io.iaas.error.NotFoundException when the project has none of its own of this name
     * @throws io.iaas.error.ConflictException {@code WRONG_STATE} while it is public
     */
    void delete(String name);
}
