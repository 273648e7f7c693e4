package io.iaas.spi.repository;

import io.iaas.identity.User;

/**
 * A user with what a password is compared with.
 *
 * @param user the user
 * @param passwordHash a slow, salted hash in a form that is the library's own; never shown
 */
public record StoredUser(User user, String passwordHash) {
    @Override
    public String toString() {
        return user.toString();
    }
}
