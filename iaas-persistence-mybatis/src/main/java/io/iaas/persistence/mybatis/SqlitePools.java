package io.iaas.persistence.mybatis;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** A database file of our own: one connection that writes, and several that can only read. */
final class SqlitePools implements Connections {
    private static final long RETRY_MILLIS = 10;

    private final HikariDataSource writers;
    private final HikariDataSource readers;

    private SqlitePools(HikariDataSource writers, HikariDataSource readers) {
        this.writers = writers;
        this.readers = readers;
    }

    static SqlitePools open(Path file, Duration lockTimeout, int readerCount, SqliteErrors errors) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout((int) lockTimeout.toMillis());
        config.enforceForeignKeys(true);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        useWriteAheadLog(source, lockTimeout);
        // What is deleted, such as a guest's user data, is overwritten.
        HikariDataSource writers = pool("iaas-writer", source, 1, "PRAGMA secure_delete = ON", lockTimeout);
        HikariDataSource readers = pool("iaas-reader", source, readerCount, "PRAGMA query_only = ON", lockTimeout);
        SqlitePools pools = new SqlitePools(writers, readers);
        try (Connection writer = writers.getConnection();
                Connection reader = readers.getConnection()) {
            Pragma.requireAll(writer, errors);
            Pragma.requireAll(reader, errors);
            Pragma.requireQueryOnly(reader, errors);
        } catch (SQLException | RuntimeException e) {
            pools.close();
            throw e;
        }
        return pools;
    }

    @Override
    public Connection writer() throws SQLException {
        return writers.getConnection();
    }

    @Override
    public Connection reader() throws SQLException {
        return readers.getConnection();
    }

    @Override
    public void writerDone(Connection connection) throws SQLException {
        connection.close();
    }

    @Override
    public void readerDone(Connection connection) throws SQLException {
        connection.close();
    }

    @Override
    public void close() {
        readers.close();
        writers.close();
    }

    private static HikariDataSource pool(
            String name, SQLiteDataSource source, int size, String initSql, Duration timeout) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(Math.max(timeout.toMillis(), 250));
        config.setConnectionInitSql(initSql);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
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
