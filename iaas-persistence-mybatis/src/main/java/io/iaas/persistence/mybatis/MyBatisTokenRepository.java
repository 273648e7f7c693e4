package io.iaas.persistence.mybatis;

import io.iaas.identity.ProjectId;
import io.iaas.identity.UserId;
import io.iaas.spi.repository.StoredToken;
import io.iaas.spi.repository.TokenRepository;
import java.time.Instant;
import java.util.Optional;

final class MyBatisTokenRepository implements TokenRepository {
    private final UnitOfWork unit;

    MyBatisTokenRepository(UnitOfWork unit) {
        this.unit = unit;
    }

    @Override
    public void insert(StoredToken token) {
        unit.writing(TokenMapper.class)
                .insert(new TokenMapper.Row(
                        token.hash(),
                        token.userId().toString(),
                        token.projectId().toString(),
                        token.expiresAt().toEpochMilli()));
    }

    @Override
    public Optional<StoredToken> find(String hash) {
        return unit.reading(TokenMapper.class)
                .find(hash)
                .map(row -> new StoredToken(
                        row.hash(),
                        UserId.parse(row.userId()),
                        ProjectId.parse(row.projectId()),
                        Instant.ofEpochMilli(row.expiresAt())));
    }

    @Override
    public boolean delete(String hash) {
        return unit.writing(TokenMapper.class).delete(hash) > 0;
    }

    @Override
    public void deleteOf(UserId user) {
        unit.writing(TokenMapper.class).deleteOf(user.toString());
    }

    @Override
    public void deleteExpired(Instant now) {
        unit.writing(TokenMapper.class).deleteExpired(now.toEpochMilli());
    }
}
