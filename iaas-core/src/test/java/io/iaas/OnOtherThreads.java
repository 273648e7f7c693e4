package io.iaas;

import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** A database that runs no unit of work that writes on its caller's thread. */
record OnOtherThreads(Repositories repositories) implements Repositories {
    @Override
    public <T> T write(Function<RepositorySession, T> work) {
        try {
            return CompletableFuture.supplyAsync(() -> repositories.write(work)).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw e;
        }
    }

    @Override
    public <T> T read(Function<RepositorySession, T> work) {
        return repositories.read(work);
    }

    @Override
    public void close() {
        repositories.close();
    }
}
