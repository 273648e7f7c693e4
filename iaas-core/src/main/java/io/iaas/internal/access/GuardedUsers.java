package io.iaas.internal.access;

import io.iaas.audit.AuditAction;
import io.iaas.audit.AuditResource;
import io.iaas.identity.Password;
import io.iaas.identity.User;
import io.iaas.identity.UserId;
import io.iaas.identity.UserService;
import io.iaas.internal.audit.Act;
import io.iaas.internal.audit.Deed;
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
        return guard.act(Permission.OPERATE, named(AuditAction.USER_CREATE, name), () -> users.create(name, password));
    }

    @Override
    public User createAdministrator(String name, Password password) {
        return guard.act(
                Permission.OPERATE,
                named(AuditAction.ADMINISTRATOR_CREATE, name),
                () -> users.createAdministrator(name, password));
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
        return guard.act(Permission.OPERATE, Deed.change(AuditAction.USER_ENABLE, id), () -> users.enable(id));
    }

    @Override
    public User disable(UserId id) {
        return guard.act(Permission.OPERATE, Deed.change(AuditAction.USER_DISABLE, id), () -> users.disable(id));
    }

    @Override
    public void setPassword(UserId id, Password password) {
        guard.act(Permission.OPERATE, Deed.change(AuditAction.PASSWORD_SET, id), () -> users.setPassword(id, password));
    }

    @Override
    public void delete(UserId id) {
        guard.act(Permission.OPERATE, Deed.change(AuditAction.USER_DELETE, id), () -> users.delete(id));
    }

    private static Deed named(AuditAction action, String name) {
        return Deed.change(action, AuditResource.named(Act.USER, name));
    }

    private UserService asked() {
        guard.require(Permission.OPERATE);
        return users;
    }
}
