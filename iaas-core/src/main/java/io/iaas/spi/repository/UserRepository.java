package io.iaas.spi.repository;

import io.iaas.identity.User;
import io.iaas.identity.UserId;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import java.util.Optional;

/** The users of an installation. A new database holds none. */
public interface UserRepository {
    /**
     * Adds a user.
     *
     * @throws io.iaas.error.ConflictException NAME_TAKEN
     */
    void insert(StoredUser user);

    /** Replaces whether a user is enabled, and the password's hash; false when there is none of this id. */
    boolean update(StoredUser user);

    /** Returns the user of this id, or empty. */
    Optional<StoredUser> find(UserId id);

    /** Returns the user of this name, or empty. */
    Optional<StoredUser> findByName(String name);

    /** Returns a page of the users in the order of their ids. */
    Page<User> list(PageRequest page);

    /** Returns how many administrators are enabled. */
    int enabledAdministrators();

    /** Deletes a user with the user's memberships and tokens; false when there is none of this id. */
    boolean delete(UserId id);
}
