package io.iaas.persistence.mybatis;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * The host application's connections, given back as they came. Writers of this process take turns before they ask for
 * the database's lock, because SQLite lets those that wait for it starve.
 */
final class HostConnections implements Connections {
    private final DataSource source;
    private final boolean autoCommit;
    private final Duration lockTimeout;
    private final Semaphore turn = new Semaphore(1, true);

    private HostConnections(DataSource source, boolean autoCommit, Duration lockTimeout) {
        this.source = source;
        this.autoCommit = autoCommit;
        this.lockTimeout = lockTimeout;
    }

    static HostConnections open(DataSource source, Duration lockTimeout, SqliteErrors errors) throws SQLException {
        try (Connection connection = source.getConnection()) {
            Pragma.requireAll(connection, errors);
            return new HostConnections(source, connection.getAutoCommit(), lockTimeout);
        }
    }

    @Override
    public Connection writer() throws SQLException {
        awaitTurn();
        try {
            return reader();
        } catch (SQLException | RuntimeException e) {
            turn.release();
            throw e;
        }
    }

    @Override
    public Connection reader() throws SQLException {
        Connection connection = source.getConnection();
        if (!autoCommit) {
            // Ends the transaction that some drivers begin at once: its boundaries are ours.
            connection.setAutoCommit(true);
        }
        return connection;
    }

    @Override
    public void writerDone(Connection connection) throws SQLException {
        try {
            readerDone(connection);
        } finally {
            turn.release();
        }
    }

    @Override
    public void readerDone(Connection connection) throws SQLException {
        try (connection) {
            if (!autoCommit) {
                connection.setAutoCommit(false);
            }
        }
    }

    @Override
    public void close() {
        // The DataSource is the host application's.
    }

    private void awaitTurn() throws SQLException {
        try {
            if (!turn.tryAcquire(lockTimeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new SQLException("another unit of work writes", "", SqliteErrors.BUSY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while another unit of work writes", e);
        }
    }
}
