package io.iaas.persistence.mybatis;

import io.iaas.error.ConflictException;
import io.iaas.identity.User;
import io.iaas.identity.UserId;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.StoredUser;
import io.iaas.spi.repository.UserRepository;
import java.time.Instant;
import java.util.Optional;

final class MyBatisUserRepository implements UserRepository {
    private final UnitOfWork unit;

    MyBatisUserRepository(UnitOfWork unit) {
        this.unit = unit;
    }

    @Override
    public void insert(StoredUser user) {
        if (unit.writing(UserMapper.class).insert(row(user)) == 0) {
            throw ConflictException.nameTaken("user", user.user().name());
        }
    }

    @Override
    public boolean update(StoredUser user) {
        return unit.writing(UserMapper.class).update(row(user)) > 0;
    }

    @Override
    public Optional<StoredUser> find(UserId id) {
        return unit.reading(UserMapper.class).find(id.toString()).map(MyBatisUserRepository::stored);
    }

    @Override
    public Optional<StoredUser> findByName(String name) {
        return unit.reading(UserMapper.class).findByName(name).map(MyBatisUserRepository::stored);
    }

    @Override
    public Page<User> list(PageRequest page) {
        return Page.of(
                        unit.reading(UserMapper.class).list(page.afterId().orElse(null), page.limit() + 1),
                        page.limit(),
                        UserMapper.Row::id)
                .map(row -> stored(row).user());
    }

    @Override
    public int enabledAdministrators() {
        return unit.reading(UserMapper.class).enabledAdministrators();
    }

    @Override
    public boolean delete(UserId id) {
        return unit.writing(UserMapper.class).delete(id.toString()) > 0;
    }

    private static UserMapper.Row row(StoredUser stored) {
        User user = stored.user();
        return new UserMapper.Row(
                user.id().toString(),
                user.name(),
                user.enabled(),
                user.administrator(),
                stored.passwordHash(),
                user.createdAt().toEpochMilli());
    }

    private static StoredUser stored(UserMapper.Row row) {
        User user = new User(
                UserId.parse(row.id()),
                row.name(),
                row.enabled(),
                row.administrator(),
                Instant.ofEpochMilli(row.createdAt()));
        return new StoredUser(user, row.passwordHash());
    }
}
