package io.iaas.spi.repository;

import java.util.function.Function;

/**
 * A database: its repositories behind one transaction boundary.
 *
 * <p>Callers: services on their callers' threads, and the engine's workers. Threads: any, concurrently. Blocking: until
 * the transaction is durable, bounded by the implementation's time limits. Transactions do not nest: a unit of work
 * that opens another one gets an {@link IllegalStateException}.
 */
public interface Repositories extends AutoCloseable {
    /**
     * Runs a unit of work that writes, isolated as if it ran alone, and commits it durably before it returns. When the
     * work throws, nothing of it stays and the same exception is thrown on. The work may not keep the session.
     *
     * @throws RepositoryException DATABASE_UNAVAILABLE
     */
    <T> T write(Function<RepositorySession, T> work);

    /**
     * Runs a unit of work that reads one consistent state. A method that writes fails within it.
     *
     * @throws RepositoryException DATABASE_UNAVAILABLE
     */
    <T> T read(Function<RepositorySession, T> work);

    /** Closes the database. Units of work under way end first. Idempotent. */
    @Override
    void close();
}
