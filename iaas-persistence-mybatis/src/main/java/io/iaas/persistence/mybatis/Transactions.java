package io.iaas.persistence.mybatis;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BiFunction;
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
    private final WriteTurns turns;

    Transactions(Connections connections, Sessions sessions, SqliteErrors errors, Duration lockTimeout) {
        this.connections = connections;
        this.sessions = sessions;
        this.errors = errors;
        this.turns = new WriteTurns(connections, errors, lockTimeout);
    }

    <T> T write(BiFunction<Connection, UnitOfWork, T> work) {
        return turns.write(connection -> run(connection, true, work));
    }

    <T> T read(BiFunction<Connection, UnitOfWork, T> work) {
        return errors.translating(() -> {
            Connection connection = connections.reader();
            try {
                Statements.execute(connection, "BEGIN DEFERRED");
                try {
                    return run(connection, false, work);
                } finally {
                    end(connection);
                }
            } finally {
                connections.readerDone(connection);
            }
        });
    }

    private <T> T run(Connection connection, boolean writes, BiFunction<Connection, UnitOfWork, T> work) {
        UnitOfWork unit = new UnitOfWork(sessions.on(connection), errors, writes);
        try {
            T result = work.apply(connection, unit);
            // The work may have caught it.
            unit.failure().ifPresent(failure -> {
                throw failure;
            });
            return result;
        } finally {
            unit.end();
        }
    }

    /** A reader has nothing to make durable. */
    private static void end(Connection connection) {
        try {
            Statements.execute(connection, "ROLLBACK");
        } catch (SQLException e) {
            // After an I/O error SQLite has often done so itself; the first error is the one to show.
            LOG.debug("nothing to end", e);
        }
    }
}
