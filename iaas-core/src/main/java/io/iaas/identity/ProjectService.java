package io.iaas.identity;

import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import java.util.List;
import java.util.Optional;

/** The projects of an installation. Safe for use by many threads. */
public interface ProjectService {
    /**
     * Creates an empty project: without members, images and flavors.
     *
     * @throws io.iaas.error.ConflictException {@code NAME_TAKEN}
     * @throws io.iaas.error.InvalidInputException when the name is not a name
     */
    Project create(String name);

    /** Returns the project of this name, or empty. */
    Optional<Project> find(String name);

    /**
     * Returns the project of this name.
     *
     * @throws io.iaas.error.NotFoundException when there is none
     */
    Project get(String name);

    /**
     * Returns the project of this id.
     *
     * @throws io.iaas.error.NotFoundException when there is none
     */
    Project get(ProjectId id);

    /** Lists projects in the order of their ids, which is that of creation, the default project first. */
    Page<Project> list(PageRequest page);

    /**
     * Returns the roles that a user was given, in the order of the projects' ids.
     *
     * @throws io.iaas.error.NotFoundException when there is no such user
     */
    List<Membership> of(UserId user);

    /**
     * Deletes an empty project with its memberships, tokens and key pairs, and what is recorded of its past: operations that have
     * ended, and events.
     *
     * @throws io.iaas.error.NotFoundException when there is none of this id
     * @throws io.iaas.error.ConflictException {@code IN_USE} while it holds machines, images, flavors, or operations
     *     that have not ended, naming them; {@code WRONG_STATE} for the default project, and while it is being deleted with
     *     all that it holds
     */
    void delete(ProjectId id);
}
