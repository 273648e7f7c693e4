package io.iaas.persistence.mybatis;

import io.iaas.spi.repository.LoginFailureRepository;
import io.iaas.spi.repository.LoginFailures;
import java.time.Instant;
import java.util.Optional;

final class MyBatisLoginFailureRepository implements LoginFailureRepository {
    private final UnitOfWork unit;

    MyBatisLoginFailureRepository(UnitOfWork unit) {
        this.unit = unit;
    }

    @Override
    public Optional<LoginFailures> find(String key) {
        return unit.reading(LoginFailureMapper.class)
                .find(key)
                .map(row -> new LoginFailures(row.key(), row.count(), Instant.ofEpochMilli(row.lastAt())));
    }

    @Override
    public void put(LoginFailures failures) {
        unit.writing(LoginFailureMapper.class)
                .put(new LoginFailureMapper.Row(
                        failures.key(), failures.count(), failures.lastAt().toEpochMilli()));
    }

    @Override
    public boolean delete(String key) {
        return unit.writing(LoginFailureMapper.class).delete(key) > 0;
    }

    @Override
    public void trim(Instant before, int most) {
        LoginFailureMapper mapper = unit.writing(LoginFailureMapper.class);
        mapper.deleteBefore(before.toEpochMilli());
        mapper.deleteAllBut(most);
    }
}
