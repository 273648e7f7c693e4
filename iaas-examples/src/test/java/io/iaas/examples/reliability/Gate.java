package io.iaas.examples.reliability;

import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * Keeps a process out of its databases while it is stopped: on SQLite, one that is stopped within a transaction stops
 * all others, until it goes on.
 */
final class Gate {
    private final ReadWriteLock lock = new ReentrantReadWriteLock(true);

    /** Waits until no transaction is under way, and lets no other one begin. */
    void shut() {
        lock.writeLock().lock();
    }

    /** On the thread that shut it. */
    void open() {
        lock.writeLock().unlock();
    }

    Repositories around(Repositories repositories) {
        return new Repositories() {
            @Override
            public <T> T write(Function<RepositorySession, T> work) {
                lock.readLock().lock();
                try {
                    return repositories.write(work);
                } finally {
                    lock.readLock().unlock();
                }
            }

            @Override
            public <T> T read(Function<RepositorySession, T> work) {
                lock.readLock().lock();
                try {
                    return repositories.read(work);
                } finally {
                    lock.readLock().unlock();
                }
            }

            @Override
            public void close() {
                repositories.close();
            }
        };
    }
}
