package io.iaas;

import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import java.util.function.Function;

/** A database that several instances use: none of them closes it. */
record Shared(Repositories repositories) implements Repositories {
    @Override
    public <T> T write(Function<RepositorySession, T> work) {
        return repositories.write(work);
    }

    @Override
    public <T> T read(Function<RepositorySession, T> work) {
        return repositories.read(work);
    }

    @Override
    public void close() {}
}
