package io.iaas.memory;

import io.iaas.identity.UserId;
import io.iaas.spi.repository.StoredToken;
import io.iaas.spi.repository.TokenRepository;
import java.time.Instant;
import java.util.Optional;

final class MemoryTokens implements TokenRepository {
    private final MemorySession session;

    MemoryTokens(MemorySession session) {
        this.session = session;
    }

    @Override
    public void insert(StoredToken token) {
        Tables tables = session.changing();
        tables.requireProject(token.projectId());
        tables.identity.requireUser(token.userId());
        if (tables.identity.tokens.contains(token.hash())) {
            throw new IllegalStateException("a token of this hash exists already");
        }
        tables.identity.tokens = tables.identity.tokens.put(token.hash(), token);
    }

    @Override
    public Optional<StoredToken> find(String hash) {
        return session.tables().identity.tokens.get(hash);
    }

    @Override
    public boolean delete(String hash) {
        IdentityTables tables = session.changing().identity;
        boolean there = tables.tokens.contains(hash);
        tables.tokens = tables.tokens.remove(hash);
        return there;
    }

    @Override
    public void deleteOf(UserId user) {
        session.changing().identity.removeTokens(token -> token.userId().equals(user));
    }

    @Override
    public void deleteExpired(Instant now) {
        session.changing().identity.removeTokens(token -> !token.expiresAt().isAfter(now));
    }
}
