package io.iaas.persistence.mybatis;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.BiFunction;
import org.apache.ibatis.session.SqlSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions with boundaries of our own, so that they are the same on every DataSource. A writer takes SQLite's lock
 * when it begins and can then not fail for what it read; a reader sees the state of its first statement.
 */
final class Transactions {
    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

    private final Connections connections;
    private final Sessions sessions;
    private final SqliteErrors errors;

    Transactions(Connections connections, Sessions sessions, SqliteErrors errors) {
        this.connections = connections;
        this.sessions = sessions;
        this.errors = errors;
    }

    <T> T write(BiFunction<Connection, UnitOfWork, T> work) {
        return run(connections::writer, connections::writerDone, "BEGIN IMMEDIATE", true, work);
    }

    <T> T read(BiFunction<Connection, UnitOfWork, T> work) {
        return run(connections::reader, connections::readerDone, "BEGIN DEFERRED", false, work);
    }

    private <T> T run(
            Source source, Sink sink, String begin, boolean writes, BiFunction<Connection, UnitOfWork, T> work) {
        try {
            Connection connection = source.take();
            try {
                execute(connection, begin);
                return work(connection, writes, work);
            } finally {
                sink.giveBack(connection);
            }
        } catch (SQLException e) {
            throw errors.translate(e);
        }
    }

    private <T> T work(Connection connection, boolean writes, BiFunction<Connection, UnitOfWork, T> work)
            throws SQLException {
        boolean committed = false;
        UnitOfWork unit = null;
        try {
            SqlSession session = sessions.on(connection);
            unit = new UnitOfWork(session, errors, writes);
            T result = work.apply(connection, unit);
            // The work may have caught it.
            unit.failure().ifPresent(failure -> {
                throw failure;
            });
            execute(connection, "COMMIT");
            committed = true;
            return result;
        } finally {
            if (unit != null) {
                unit.end();
            }
            if (!committed) {
                rollBack(connection);
            }
        }
    }

    private static void rollBack(Connection connection) {
        try {
            execute(connection, "ROLLBACK");
        } catch (SQLException e) {
            // After a full disk or an I/O error SQLite has often done so itself; the first error is the one to show.
            LOG.debug("nothing to roll back", e);
        }
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (Statement plain = connection.createStatement()) {
            plain.execute(statement);
        }
    }

    private interface Source {
        Connection take() throws SQLException;
    }

    private interface Sink {
        void giveBack(Connection connection) throws SQLException;
    }
}
