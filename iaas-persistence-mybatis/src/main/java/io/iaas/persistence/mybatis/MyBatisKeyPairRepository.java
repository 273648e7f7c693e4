package io.iaas.persistence.mybatis;

import io.iaas.error.ConflictException;
import io.iaas.identity.KeyPair;
import io.iaas.identity.ProjectId;
import io.iaas.identity.StoredKeyPair;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.KeyPairRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class MyBatisKeyPairRepository implements KeyPairRepository {
    private final UnitOfWork unit;

    MyBatisKeyPairRepository(UnitOfWork unit) {
        this.unit = unit;
    }

    @Override
    public void insert(ProjectId project, StoredKeyPair pair) {
        KeyPairMapper.Row row = new KeyPairMapper.Row(
                project.toString(),
                pair.name(),
                pair.key().line(),
                pair.fingerprint(),
                pair.createdAt().toEpochMilli());
        if (unit.writing(KeyPairMapper.class).insert(row) == 0) {
            throw ConflictException.nameTaken("key pair", pair.name());
        }
    }

    @Override
    public Optional<StoredKeyPair> find(ProjectId project, String name) {
        return unit.reading(KeyPairMapper.class).find(project.toString(), name).map(MyBatisKeyPairRepository::pair);
    }

    @Override
    public Optional<StoredKeyPair> findByFingerprint(ProjectId project, String fingerprint) {
        return unit.reading(KeyPairMapper.class)
                .findByFingerprint(project.toString(), fingerprint)
                .map(MyBatisKeyPairRepository::pair);
    }

    @Override
    public Page<StoredKeyPair> list(ProjectId project, PageRequest page) {
        List<StoredKeyPair> rows = unit
                .reading(KeyPairMapper.class)
                .list(project.toString(), page.afterName().orElse(null), page.limit() + 1)
                .stream()
                .map(MyBatisKeyPairRepository::pair)
                .toList();
        return Page.of(rows, page.limit(), StoredKeyPair::name);
    }

    @Override
    public boolean delete(ProjectId project, String name) {
        return unit.writing(KeyPairMapper.class).delete(project.toString(), name) > 0;
    }

    private static StoredKeyPair pair(KeyPairMapper.Row row) {
        return new StoredKeyPair(row.name(), KeyPair.parse(row.publicKey()), Instant.ofEpochMilli(row.createdAt()));
    }
}
