package io.iaas.persistence.mybatis;

import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Repositories on SQLite. Opening one brings the schema up to date. What is committed survives a crash of the process
 * and of the machine; readers never wait for writers, and writers take turns, in this process and among processes. Those
 * that wait for each other become durable together, by one flush of the disk.
 */
public final class MyBatisRepositories implements Repositories {
    private final Connections connections;
    private final Transactions transactions;
    private final SqliteErrors errors;
    /** Shared by units of work under way, held alone by close; its hold count tells that a unit is nested. */
    private final ReentrantReadWriteLock open = new ReentrantReadWriteLock();

    private volatile boolean closed;

    MyBatisRepositories(Connections connections, SqliteErrors errors, Duration lockTimeout) {
        this.connections = connections;
        this.errors = errors;
        this.transactions = new Transactions(connections, errors, lockTimeout);
    }

    /**
     * Opens a database file, with a lock timeout of 10 seconds.
     *
     * @param file created with mode 0600, and its missing parent directories with mode 0700
     * @throws io.iaas.spi.repository.RepositoryException DATABASE_UNUSABLE when it is no database of ours or may not be
     *     used, DATABASE_TOO_NEW when a newer version of the library wrote it, DATABASE_UNAVAILABLE when it is locked
     */
    public static MyBatisRepositories sqlite(Path file) {
        return builder().sqlite(file);
    }

    /**
     * Opens the host application's database, with a lock timeout of 10 seconds. The tables are beside the host's own,
     * and their names begin with {@code iaas_}. The DataSource stays the host's: it is not closed.
     *
     * @param source of SQLite, with connections that have {@code journal_mode} WAL, {@code synchronous} FULL,
     *     {@code foreign_keys} ON and a {@code busy_timeout}; with a pool, of at least one connection more than there
     *     are units of work at once
     * @throws io.iaas.spi.repository.RepositoryException DATABASE_UNUSABLE when it is another kind of database or a
     *     setting is missing, which the message names; DATABASE_TOO_NEW, DATABASE_UNAVAILABLE as for a file
     */
    public static MyBatisRepositories of(DataSource source) {
        return builder().dataSource(source);
    }

    /** Returns a builder for other settings than the usual ones. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public <T> T write(Function<RepositorySession, T> work) {
        enter();
        try {
            return transactions.write((connection, unit) -> work.apply(unit));
        } finally {
            open.readLock().unlock();
        }
    }

    @Override
    public <T> T read(Function<RepositorySession, T> work) {
        enter();
        try {
            return transactions.read((connection, unit) -> work.apply(unit));
        } finally {
            open.readLock().unlock();
        }
    }

    @Override
    public void close() {
        if (open.getReadHoldCount() > 0) {
            throw new IllegalStateException("a unit of work cannot close its own database");
        }
        open.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                connections.close();
            }
        } finally {
            open.writeLock().unlock();
        }
    }

    private void migrate() {
        Migrations migrations = new Migrations(Migrations.ALL, errors);
        if (!transactions.<Boolean>read((connection, unit) -> migrations.current(connection))) {
            transactions.<Boolean>write((connection, unit) -> {
                migrations.apply(connection, unit);
                return true;
            });
        }
    }

    private void enter() {
        if (open.getReadHoldCount() > 0) {
            throw new IllegalStateException("units of work do not nest");
        }
        open.readLock().lock();
        if (closed) {
            open.readLock().unlock();
            throw errors.unavailable("is closed");
        }
    }

    /** Settings of a database. Not safe for use by many threads. */
    public static final class Builder {
        private static final Duration MIN = Duration.ofMillis(1);
        private static final Duration MAX = Duration.ofHours(1);

        private Duration lockTimeout = Duration.ofSeconds(10);
        private int readers = 8;

        private Builder() {}

        /**
         * Sets how long a unit of work waits for its turn, for a connection and for another process's write lock, each.
         * On a DataSource, SQLite's own wait is the DataSource's {@code busy_timeout}.
         *
         * @param limit from 1 millisecond to 1 hour
         */
        public Builder lockTimeout(Duration limit) {
            if (limit.compareTo(MIN) < 0 || limit.compareTo(MAX) > 0) {
                throw new IllegalArgumentException("a lock timeout is from " + MIN + " to " + MAX + ", not " + limit);
            }
            lockTimeout = limit;
            return this;
        }

        /** Sets how many units of work can read a file at the same time; 8 if not set. */
        public Builder readers(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("there must be a reader, not " + count);
            }
            readers = count;
            return this;
        }

        /** Opens a database file as {@link MyBatisRepositories#sqlite} does. */
        public MyBatisRepositories sqlite(Path file) {
            Path absolute = file.toAbsolutePath().normalize();
            SqliteErrors errors = new SqliteErrors(absolute.toString());
            SqliteFile.prepare(absolute, errors);
            return migrated(new MyBatisRepositories(
                    errors.translating(
                            () -> SqliteConnections.open(absolute, new Sessions(), lockTimeout, readers, errors)),
                    errors,
                    lockTimeout));
        }

        /** Opens the host application's database as {@link MyBatisRepositories#of} does. */
        public MyBatisRepositories dataSource(DataSource source) {
            SqliteErrors errors = HostDatabase.errors(source);
            return migrated(new MyBatisRepositories(
                    errors.translating(() -> HostConnections.open(source, new Sessions(), errors)),
                    errors,
                    lockTimeout));
        }

        private static MyBatisRepositories migrated(MyBatisRepositories repositories) {
            try {
                repositories.migrate();
                return repositories;
            } catch (RuntimeException e) {
                repositories.close();
                throw e;
            }
        }
    }
}
