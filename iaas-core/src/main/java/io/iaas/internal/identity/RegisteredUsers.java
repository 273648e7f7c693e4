package io.iaas.internal.identity;

import io.iaas.error.ConflictException;
import io.iaas.error.ErrorCode;
import io.iaas.error.NotFoundException;
import io.iaas.identity.Password;
import io.iaas.identity.User;
import io.iaas.identity.UserId;
import io.iaas.identity.UserService;
import io.iaas.internal.engine.TimeOrderedIds;
import io.iaas.name.ResourceName;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StoredUser;
import java.util.Optional;
import java.util.function.Consumer;

/** The users of the installation. */
final class RegisteredUsers implements UserService {
    private final Repositories repositories;
    private final PasswordHashing hashing;
    private final TimeOrderedIds ids;

    RegisteredUsers(Repositories repositories, PasswordHashing hashing, TimeOrderedIds ids) {
        this.repositories = repositories;
        this.hashing = hashing;
        this.ids = ids;
    }

    @Override
    public User create(String name, Password password) {
        return create(name, password, false, session -> {});
    }

    @Override
    public User createAdministrator(String name, Password password) {
        return create(name, password, true, session -> {});
    }

    /** Creates the first user; units of work that write run one after the other, so there is one first. */
    User createFirst(String name, Password password) {
        repositories.<Boolean>read(session -> {
            refuseUnlessEmpty(session);
            return true;
        });
        return create(name, password, true, RegisteredUsers::refuseUnlessEmpty);
    }

    private static void refuseUnlessEmpty(RepositorySession session) {
        if (!session.identity().users().list(PageRequest.first(1)).items().isEmpty()) {
            throw new ConflictException(
                    ErrorCode.WRONG_STATE, "there are users already: the first administrator was created");
        }
    }

    private User create(String name, Password password, boolean administrator, Consumer<RepositorySession> check) {
        ResourceName.check("user", name);
        String hash = hashing.hash(password);
        UserId id = new UserId(ids.next());
        return repositories.write(session -> {
            check.accept(session);
            User user = new User(id, name, true, administrator, session.now());
            session.identity().users().insert(new StoredUser(user, hash));
            return user;
        });
    }

    @Override
    public Optional<User> find(String name) {
        return repositories
                .read(session -> session.identity().users().findByName(name))
                .map(StoredUser::user);
    }

    @Override
    public User get(String name) {
        return find(name).orElseThrow(() -> new NotFoundException("user", name));
    }

    @Override
    public User get(UserId id) {
        return repositories.read(session -> stored(session, id)).user();
    }

    @Override
    public Page<User> list(PageRequest page) {
        return repositories.read(session -> session.identity().users().list(page));
    }

    @Override
    public User enable(UserId id) {
        return repositories.write(session -> {
            StoredUser stored = stored(session, id);
            return written(session, stored.user().withEnabled(true), stored.passwordHash());
        });
    }

    @Override
    public User disable(UserId id) {
        return repositories.write(session -> {
            StoredUser stored = stored(session, id);
            refuseLastAdministrator(session, stored.user());
            session.identity().tokens().deleteOf(id);
            return written(session, stored.user().withEnabled(false), stored.passwordHash());
        });
    }

    @Override
    public void setPassword(UserId id, Password password) {
        get(id);
        String hash = hashing.hash(password);
        repositories.<User>write(session -> {
            User user = stored(session, id).user();
            LoginThrottle.forgive(session, user.name());
            session.identity().tokens().deleteOf(id);
            return written(session, user, hash);
        });
    }

    @Override
    public void delete(UserId id) {
        repositories.<Boolean>write(session -> {
            refuseLastAdministrator(session, stored(session, id).user());
            return session.identity().users().delete(id);
        });
    }

    private static void refuseLastAdministrator(RepositorySession session, User user) {
        if (user.administrator() && user.enabled() && session.identity().users().enabledAdministrators() == 1) {
            throw new ConflictException(
                    ErrorCode.WRONG_STATE, "user '" + user.name() + "' is the last administrator who may log in");
        }
    }

    static StoredUser stored(RepositorySession session, UserId id) {
        return session.identity().users().find(id).orElseThrow(() -> new NotFoundException("user", id));
    }

    private static User written(RepositorySession session, User user, String hash) {
        session.identity().users().update(new StoredUser(user, hash));
        return user;
    }
}
