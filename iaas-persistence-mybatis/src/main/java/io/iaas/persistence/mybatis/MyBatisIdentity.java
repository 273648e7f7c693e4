package io.iaas.persistence.mybatis;

import io.iaas.spi.repository.IdentityRepositories;
import io.iaas.spi.repository.KeyPairRepository;
import io.iaas.spi.repository.LoginFailureRepository;
import io.iaas.spi.repository.MembershipRepository;
import io.iaas.spi.repository.QuotaRepository;
import io.iaas.spi.repository.TokenRepository;
import io.iaas.spi.repository.UserRepository;

record MyBatisIdentity(UnitOfWork unit) implements IdentityRepositories {
    @Override
    public UserRepository users() {
        return new MyBatisUserRepository(unit);
    }

    @Override
    public MembershipRepository memberships() {
        return new MyBatisMembershipRepository(unit);
    }

    @Override
    public TokenRepository tokens() {
        return new MyBatisTokenRepository(unit);
    }

    @Override
    public QuotaRepository quotas() {
        return new MyBatisQuotaRepository(unit);
    }

    @Override
    public KeyPairRepository keyPairs() {
        return new MyBatisKeyPairRepository(unit);
    }

    @Override
    public LoginFailureRepository loginFailures() {
        return new MyBatisLoginFailureRepository(unit);
    }
}
