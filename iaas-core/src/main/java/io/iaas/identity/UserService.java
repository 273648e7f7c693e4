package io.iaas.identity;

import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import java.util.Optional;

/**
 * The users of an installation. Every call with an id throws {@link io.iaas.error.NotFoundException} when there is no
 * such user. One enabled administrator always stays: what would take the last one away is refused with
 * {@link io.iaas.error.ConflictException}, {@code WRONG_STATE}. Safe for use by many threads.
 */
public interface UserService {
    /**
     * Creates a user who may log in, without a role in any project.
     *
     * @throws io.iaas.error.ConflictException {@code NAME_TAKEN}
     * @throws io.iaas.error.InvalidInputException when the name is not a name
     */
    User create(String name, Password password);

    /** Creates a user who administers the installation. Throws as {@link #create}. */
    User createAdministrator(String name, Password password);

    /** Returns the user of this name, or empty. */
    Optional<User> find(String name);

    /**
     * Returns the user of this name.
     *
     * @throws io.iaas.error.NotFoundException when there is none
     */
    User get(String name);

    /** Returns the user of this id. */
    User get(UserId id);

    /** Lists users in the order of creation. */
    Page<User> list(PageRequest page);

    /** Lets a user log in again. */
    User enable(UserId id);

    /** Lets a user log in no more, and revokes all tokens of that user. */
    User disable(UserId id);

    /**
     * Gives a user another password without asking for the present one, forgets failed log-ins under that name, and
     * revokes all tokens of that user.
     */
    void setPassword(UserId id, Password password);

    /** Deletes a user with all memberships and tokens. */
    void delete(UserId id);
}
