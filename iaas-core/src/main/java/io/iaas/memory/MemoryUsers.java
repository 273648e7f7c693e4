package io.iaas.memory;

import io.iaas.error.ConflictException;
import io.iaas.identity.User;
import io.iaas.identity.UserId;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.StoredUser;
import io.iaas.spi.repository.UserRepository;
import java.util.Optional;

final class MemoryUsers implements UserRepository {
    private final MemorySession session;

    MemoryUsers(MemorySession session) {
        this.session = session;
    }

    @Override
    public void insert(StoredUser user) {
        IdentityTables tables = session.changing().identity;
        if (tables.userNames.contains(user.user().name())) {
            throw ConflictException.nameTaken("user", user.user().name());
        }
        put(tables, user);
    }

    @Override
    public boolean update(StoredUser user) {
        IdentityTables tables = session.changing().identity;
        Optional<StoredUser> stored = find(user.user().id());
        stored.map(StoredUser::user)
                .map(old -> old.withEnabled(user.user().enabled()))
                .ifPresent(next -> put(tables, new StoredUser(next, user.passwordHash())));
        return stored.isPresent();
    }

    @Override
    public Optional<StoredUser> find(UserId id) {
        return session.tables().identity.users.get(id.toString());
    }

    @Override
    public Optional<StoredUser> findByName(String name) {
        return session.tables().identity.userNames.get(name);
    }

    @Override
    public Page<User> list(PageRequest page) {
        return Page.of(
                        Pages.rows(session.tables().identity.users, "", page, user -> true),
                        page.limit(),
                        stored -> stored.user().id().toString())
                .map(StoredUser::user);
    }

    @Override
    public int enabledAdministrators() {
        return (int) IdentityTables.rows(session.tables().identity.users, "").stream()
                .map(StoredUser::user)
                .filter(user -> user.enabled() && user.administrator())
                .count();
    }

    @Override
    public boolean delete(UserId id) {
        IdentityTables tables = session.changing().identity;
        Optional<StoredUser> stored = find(id);
        stored.ifPresent(user -> {
            tables.users = tables.users.remove(id.toString());
            tables.userNames = tables.userNames.remove(user.user().name());
            tables.forget(id);
        });
        return stored.isPresent();
    }

    private static void put(IdentityTables tables, StoredUser user) {
        tables.users = tables.users.put(user.user().id().toString(), user);
        tables.userNames = tables.userNames.put(user.user().name(), user);
    }
}
