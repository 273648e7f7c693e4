package io.iaas.memory;

import io.iaas.spi.repository.IdentityRepositories;
import io.iaas.spi.repository.KeyPairRepository;
import io.iaas.spi.repository.LoginFailureRepository;
import io.iaas.spi.repository.MembershipRepository;
import io.iaas.spi.repository.QuotaRepository;
import io.iaas.spi.repository.TokenRepository;
import io.iaas.spi.repository.UserRepository;

record MemoryIdentity(MemorySession session) implements IdentityRepositories {
    @Override
    public UserRepository users() {
        return new MemoryUsers(session);
    }

    @Override
    public MembershipRepository memberships() {
        return new MemoryMemberships(session);
    }

    @Override
    public TokenRepository tokens() {
        return new MemoryTokens(session);
    }

    @Override
    public QuotaRepository quotas() {
        return new MemoryQuotas(session);
    }

    @Override
    public KeyPairRepository keyPairs() {
        return new MemoryKeyPairs(session);
    }

    @Override
    public LoginFailureRepository loginFailures() {
        return new MemoryLoginFailures(session);
    }
}
