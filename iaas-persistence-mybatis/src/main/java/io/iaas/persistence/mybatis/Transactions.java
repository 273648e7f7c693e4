package io.iaas.persistence.mybatis;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
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
    private final SqliteErrors errors;
    private final WriteTurns turns;
    private final CommittedVms committedVms = new CommittedVms();

    Transactions(Connections connections, SqliteErrors errors, Duration lockTimeout) {
        this.connections = connections;
        this.errors = errors;
        this.turns = new WriteTurns(connections, errors, lockTimeout);
    }

    <T> T write(BiFunction<Connection, UnitOfWork, T> work) {
        return turns.write(seat -> run(seat, Optional.empty(), work));
    }

    <T> T read(BiFunction<Connection, UnitOfWork, T> work) {
        return errors.translating(() -> {
            Seat seat = connections.reader();
            boolean sound = false;
            try {
                Statements.execute(seat.connection(), "BEGIN DEFERRED");
                try {
                    return run(seat, Optional.of(committedVms), work);
                } finally {
                    sound = end(seat.connection());
                }
            } finally {
                connections.readerDone(seat, sound);
            }
        });
    }

    private <T> T run(Seat seat, Optional<CommittedVms> known, BiFunction<Connection, UnitOfWork, T> work) {
        UnitOfWork unit = new UnitOfWork(seat.session(), errors, known);
        try {
            T result = work.apply(seat.connection(), unit);
            // The work may have caught it.
            unit.failure().ifPresent(failure -> {
                throw failure;
            });
            return result;
        } finally {
            unit.end();
        }
    }

    /** A reader has nothing to make durable. Tells whether the connection is as it was. */
    private static boolean end(Connection connection) {
        try {
            Statements.execute(connection, "ROLLBACK");
            return true;
        } catch (SQLException e) {
            // After an I/O error SQLite has often done so itself; the first error is the one to show.
            LOG.debug("nothing to end", e);
            return false;
        }
    }
}
