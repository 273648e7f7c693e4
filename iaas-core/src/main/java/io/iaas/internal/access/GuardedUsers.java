package io.iaas.internal.access;

import io.iaas.identity.Password;
import io.iaas.identity.User;
import io.iaas.identity.UserId;
import io.iaas.identity.UserService;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import java.util.Optional;

/** The users, for an administrator's view. */
final class GuardedUsers implements UserService {
    private final UserService users;
    private final Guard guard;

    GuardedUsers(UserService users, Guard guard) {
        this.users = users;
        this.guard = guard;
    }

    @Override
    public User create(String name, Password password) {
        return asked().create(name, password);
    }

    @Override
    public User createAdministrator(String name, Password password) {
        return asked().createAdministrator(name, password);
    }

    @Override
    public Optional<User> find(String name) {
        return asked().find(name);
    }

    @Override
    public User get(String name) {
        return asked().get(name);
    }

    @Override
    public User get(UserId id) {
        return asked().get(id);
    }

    @Override
    public Page<User> list(PageRequest page) {
        return asked().list(page);
    }

    @Override
    public User enable(UserId id) {
        return asked().enable(id);
    }

    @Override
    public User disable(UserId id) {
        return asked().disable(id);
    }

    @Override
    public void setPassword(UserId id, Password password) {
        asked().setPassword(id, password);
    }

    @Override
    public void delete(UserId id) {
        asked().delete(id);
    }

    private UserService asked() {
        guard.require(Permission.OPERATE);
        return users;
    }
}
