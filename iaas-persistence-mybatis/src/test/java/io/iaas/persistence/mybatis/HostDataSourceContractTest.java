package io.iaas.persistence.mybatis;

import io.iaas.spi.repository.Repositories;
import io.iaas.testkit.tck.RepositoriesContract;
import io.iaas.testkit.tck.RepositoriesFixture;

class HostDataSourceContractTest extends RepositoriesContract {
    @Override
    protected RepositoriesFixture newFixture() {
        return new HostFixture();
    }

    private static final class HostFixture implements RepositoriesFixture {
        private final TempDatabase file = new TempDatabase();
        private Repositories repositories = MyBatisRepositories.of(file.dataSource());

        @Override
        public Repositories repositories() {
            return repositories;
        }

        @Override
        public boolean durable() {
            return true;
        }

        @Override
        public void reopen() {
            repositories.close();
            repositories = MyBatisRepositories.of(file.dataSource());
        }

        @Override
        public void close() {
            repositories.close();
            file.close();
        }
    }
}
