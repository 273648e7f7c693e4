package io.iaas.persistence.mybatis;

import io.iaas.spi.repository.Repositories;
import io.iaas.testkit.tck.RepositoriesContract;
import io.iaas.testkit.tck.RepositoriesFixture;

class SqliteFileContractTest extends RepositoriesContract {
    @Override
    protected RepositoriesFixture newFixture() {
        return new FileFixture();
    }

    private static final class FileFixture implements RepositoriesFixture {
        private final TempDatabase file = new TempDatabase();
        private Repositories repositories = MyBatisRepositories.sqlite(file.path());

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
            repositories = MyBatisRepositories.sqlite(file.path());
        }

        @Override
        public void close() {
            repositories.close();
            file.close();
        }
    }
}
