package io.iaas.spi.repository;

import java.util.function.Function;

/**
 * A database: its repositories behind one transaction boundary.
 *
 * <p>Callers: services on their callers' threads, and the engine's workers. Threads: any, concurrently. Blocking: until
 * the transaction is durable, bounded by the implementation's time limits. Work runs while its caller waits, on the caller's
 * thread or on that of another caller, so it must not rest on what is bound to a thread. Transactions do not nest: a unit
 * of work that opens another one gets an {@link IllegalStateException}.
 */
public interface Repositories extends AutoCloseable {
    /**
     * Runs a unit of work that writes, isolated as if it ran alone, and commits it durably before it returns. When the
     * work throws, nothing of it stays and the same exception is thrown on. When the database failed within the work,
     * nothing of it stays either, even if the work caught that error, and its
     * later calls fail the same way. The work may not keep the session.
     *
     * @throws RepositoryException DATABASE_UNAVAILABLE, also when the database is closed
     */
    <T> T write(Function<RepositorySession, T> work);

    /**
     * Runs a unit of work that reads one consistent state, however long it takes and whatever is written meanwhile. A
     * method that writes throws {@link IllegalStateException} within it.
     *
     * @throws RepositoryException DATABASE_UNAVAILABLE, also when the database is closed
     */
    <T> T read(Function<RepositorySession, T> work);

    /** Closes the database. Units of work under way end first; one that closes its own database gets an {@link IllegalStateException}. Idempotent. */
    @Override
    void close();
}
