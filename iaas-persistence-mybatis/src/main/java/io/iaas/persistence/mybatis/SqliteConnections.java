package io.iaas.persistence.mybatis;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** A database file of our own: one connection that writes, and several that can only read. */
final class SqliteConnections implements Connections {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteConnections.class);
    private static final long RETRY_MILLIS = 10;

    private static final List<String> READING = List.of("PRAGMA query_only = ON");

    private static final List<String> WRITING = List.of(
            // What is deleted, such as a guest's user data, is overwritten.
            "PRAGMA secure_delete = ON",
            // What a savepoint may have to take back is kept in memory, not in a file beside each shared commit.
            "PRAGMA temp_store = MEMORY",
            // Pages that one shared commit changes fit in here, 16 MiB: what does not is written twice.
            "PRAGMA cache_size = -16384",
            // In pages, 16 MiB: the same pages change again and again, and each checkpoint copies them.
            "PRAGMA wal_autocheckpoint = 4096");

    private final Seats writers;
    private final Seats readers;

    private SqliteConnections(Seats writers, Seats readers) {
        this.writers = writers;
        this.readers = readers;
    }

    static SqliteConnections open(
            Path file, Sessions sessions, Duration lockTimeout, int readerCount, SqliteErrors errors)
            throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout((int) lockTimeout.toMillis());
        config.enforceForeignKeys(true);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        // Nobody asks for them, and the driver would look for one behind each statement that writes.
        config.setGetGeneratedKeys(false);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        useWriteAheadLog(source, lockTimeout);
        Seats writers = new Seats(() -> connect(source, WRITING), sessions, 1, lockTimeout);
        Seats readers = new Seats(() -> connect(source, READING), sessions, readerCount, lockTimeout);
        SqliteConnections connections = new SqliteConnections(writers, readers);
        boolean sound = false;
        try {
            connections.requireSettings(errors);
            sound = true;
        } finally {
            if (!sound) {
                connections.close();
            }
        }
        return connections;
    }

    private static Connection connect(SQLiteDataSource source, List<String> settings) throws SQLException {
        Connection connection = source.getConnection();
        boolean set = false;
        try {
            for (String setting : settings) {
                Statements.execute(connection, setting);
            }
            set = true;
            return connection;
        } finally {
            if (!set) {
                connection.close();
            }
        }
    }

    private void requireSettings(SqliteErrors errors) throws SQLException {
        Seat writer = writer();
        try {
            Pragma.requireAll(writer.connection(), errors);
        } finally {
            writerDone(writer, true);
        }
        Seat reader = reader();
        try {
            Pragma.requireAll(reader.connection(), errors);
            Pragma.requireQueryOnly(reader.connection(), errors);
        } finally {
            readerDone(reader, true);
        }
    }

    @Override
    public Seat writer() throws SQLException {
        return writers.take();
    }

    @Override
    public Seat reader() throws SQLException {
        return readers.take();
    }

    @Override
    public void writerDone(Seat seat, boolean sound) throws SQLException {
        writers.giveBack(seat, sound);
    }

    @Override
    public void readerDone(Seat seat, boolean sound) throws SQLException {
        readers.giveBack(seat, sound);
    }

    @Override
    public void close() {
        for (Seats seats : new Seats[] {readers, writers}) {
            try {
                seats.close();
            } catch (SQLException e) {
                LOG.warn("a connection does not close", e);
            }
        }
    }

    /** Switches the file's journal once; SQLite does not wait for its lock here when two processes do so. */
    private static void useWriteAheadLog(SQLiteDataSource source, Duration timeout) throws SQLException {
        long start = System.nanoTime();
        while (true) {
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
                return;
            } catch (SQLException e) {
                if (SqliteErrors.primaryCode(e) != SqliteErrors.BUSY || System.nanoTime() - start > timeout.toNanos()) {
                    throw e;
                }
            }
            pause();
        }
    }

    private static void pause() throws SQLException {
        try {
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while the database was locked", e);
        }
    }
}
