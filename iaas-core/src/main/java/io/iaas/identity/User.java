package io.iaas.identity;

import io.iaas.name.ResourceName;
import java.time.Instant;

/**
 * A person or a program that logs in with a password.
 *
 * @param id the identity
 * @param name unique in the installation
 * @param enabled whether the user may log in; the tokens of one that may not are revoked
 * @param administrator whether the user administers the installation, and with it every project
 * @param createdAt when the user was created, by the database's clock
 */
public record User(UserId id, String name, boolean enabled, boolean administrator, Instant createdAt) {
    /** Checks the name. */
    public User {
        ResourceName.check("user", name);
    }

    /** Returns the same user, who may log in or not. */
    public User withEnabled(boolean mayLogIn) {
        return new User(id, name, mayLogIn, administrator, createdAt);
    }
}
