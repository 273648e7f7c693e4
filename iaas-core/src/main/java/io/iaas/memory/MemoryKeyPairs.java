package io.iaas.memory;

import io.iaas.error.ConflictException;
import io.iaas.identity.ProjectId;
import io.iaas.identity.StoredKeyPair;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import io.iaas.spi.repository.KeyPairRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class MemoryKeyPairs implements KeyPairRepository {
    private final MemorySession session;

    MemoryKeyPairs(MemorySession session) {
        this.session = session;
    }

    @Override
    public void insert(ProjectId project, StoredKeyPair pair) {
        Tables tables = session.changing();
        tables.requireProject(project);
        String key = Tables.key(project, pair.name());
        if (tables.identity.keyPairs.contains(key)) {
            throw ConflictException.nameTaken("key pair", pair.name());
        }
        tables.identity.keyPairs = tables.identity.keyPairs.put(key, pair);
    }

    @Override
    public Optional<StoredKeyPair> find(ProjectId project, String name) {
        return session.tables().identity.keyPairs.get(Tables.key(project, name));
    }

    @Override
    public Optional<StoredKeyPair> findByFingerprint(ProjectId project, String fingerprint) {
        return IdentityTables.rows(session.tables().identity.keyPairs, Tables.scope(project)).stream()
                .filter(pair -> pair.fingerprint().equals(fingerprint))
                .findFirst();
    }

    @Override
    public Page<StoredKeyPair> list(ProjectId project, PageRequest page) {
        List<StoredKeyPair> rows = new ArrayList<>();
        session.tables()
                .identity
                .keyPairs
                .ascend(Tables.scope(project), page.afterName().orElse(""), pair -> {
                    rows.add(pair);
                    return rows.size() <= page.limit();
                });
        return Page.of(rows, page.limit(), StoredKeyPair::name);
    }

    @Override
    public boolean delete(ProjectId project, String name) {
        IdentityTables tables = session.changing().identity;
        String key = Tables.key(project, name);
        boolean there = tables.keyPairs.contains(key);
        tables.keyPairs = tables.keyPairs.remove(key);
        return there;
    }
}
