package io.iaas.persistence.mybatis;

import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A transaction of one or more units of work that become durable together. Every unit but the first is in a savepoint, so
 * that one that fails takes nothing with it. For the thread that began it.
 */
final class SharedCommit {
    private static final Logger LOG = LoggerFactory.getLogger(SharedCommit.class);

    private final Connections connections;
    private final SqliteErrors errors;
    private final Seat seat;
    private boolean empty = true;
    private boolean ended;
    private @Nullable RuntimeException failure;

    private SharedCommit(Connections connections, SqliteErrors errors, Seat seat) {
        this.connections = connections;
        this.errors = errors;
        this.seat = seat;
    }

    /** Begins one. It takes SQLite's lock at once, and no unit can then fail for what it read. */
    static SharedCommit begin(Connections connections, SqliteErrors errors) {
        return errors.translating(() -> {
            Seat seat = connections.writer();
            boolean begun = false;
            try {
                Statements.execute(seat.connection(), "BEGIN IMMEDIATE");
                begun = true;
                return new SharedCommit(connections, errors, seat);
            } finally {
                if (!begun) {
                    connections.writerDone(seat, false);
                }
            }
        });
    }

    boolean hasEnded() {
        return ended;
    }

    /** Runs a unit of work. What it throws is thrown on, and nothing of it stays. */
    <T> T run(Function<Seat, T> work) {
        boolean first = empty;
        boolean done = false;
        try {
            if (!first) {
                execute("SAVEPOINT iaas_unit");
            }
            T result = work.apply(seat);
            if (!first) {
                execute("RELEASE iaas_unit");
            }
            empty = false;
            done = true;
            return result;
        } finally {
            if (!done) {
                takeBack(first);
            }
        }
    }

    private void execute(String statement) {
        errors.translating(() -> {
            Statements.execute(seat.connection(), statement);
            return true;
        });
    }

    private void takeBack(boolean first) {
        if (first) {
            end(errors.unavailable("has nothing to commit"), true);
            return;
        }
        try {
            Statements.execute(seat.connection(), "ROLLBACK TO iaas_unit");
            Statements.execute(seat.connection(), "RELEASE iaas_unit");
        } catch (SQLException e) {
            // After some errors, a full disk among them, SQLite rolls all back by itself: nothing of any unit stays.
            end(errors.translate(e), true);
        }
    }

    /** Makes all units durable, or none; nothing when the transaction has ended already. */
    void make() {
        if (ended) {
            return;
        }
        try {
            Statements.execute(seat.connection(), "COMMIT");
            end(null, false);
        } catch (SQLException e) {
            end(errors.translate(e), true);
        }
    }

    /** Returns what kept the units from becoming durable. */
    Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    private void end(@Nullable RuntimeException why, boolean rollBack) {
        ended = true;
        failure = why;
        boolean sound = true;
        try {
            if (rollBack) {
                Statements.execute(seat.connection(), "ROLLBACK");
            }
        } catch (SQLException e) {
            // SQLite has often done so itself; the first error is the one to show.
            LOG.debug("nothing to roll back", e);
            sound = false;
        }
        try {
            connections.writerDone(seat, sound);
        } catch (SQLException e) {
            LOG.warn("a connection is not given back", e);
        }
    }
}
