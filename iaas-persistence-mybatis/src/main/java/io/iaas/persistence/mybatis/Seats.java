package io.iaas.persistence.mybatis;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Connections to a database file that stay open between units of work, and with them the statements that were prepared:
 * to prepare one takes SQLite longer than to run it. They open when they are needed.
 */
final class Seats {
    private final Opening opening;
    private final Sessions sessions;
    private final Duration limit;
    private final Semaphore free;
    private final Deque<Seat> idle = new ConcurrentLinkedDeque<>();

    /**
     * Creates the seats.
     *
     * @param number how many there are at most
     * @param limit how long a unit of work waits for one
     */
    Seats(Opening opening, Sessions sessions, int number, Duration limit) {
        this.opening = opening;
        this.sessions = sessions;
        this.limit = limit;
        this.free = new Semaphore(number, true);
    }

    /** Opens a connection with all its settings. */
    interface Opening {
        Connection open() throws SQLException;
    }

    Seat take() throws SQLException {
        await();
        boolean taken = false;
        try {
            @Nullable Seat kept = idle.pollFirst();
            Seat seat = kept == null ? open() : kept;
            taken = true;
            return seat;
        } finally {
            if (!taken) {
                free.release();
            }
        }
    }

    private Seat open() throws SQLException {
        Connection connection = opening.open();
        return new Seat(connection, sessions.keptOn(connection));
    }

    private void await() throws SQLException {
        try {
            if (!free.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new SQLTransientConnectionException("no connection came free in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while all connections were in use", e);
        }
    }

    /**
     * Takes a seat back.
     *
     * @param sound whether the connection is as it was; if not, it is closed
     */
    void giveBack(Seat seat, boolean sound) throws SQLException {
        try {
            if (sound) {
                idle.addFirst(seat);
            } else {
                seat.close();
            }
        } finally {
            free.release();
        }
    }

    /** Closes the connections that nobody uses; to be called when nobody uses any. */
    void close() throws SQLException {
        for (@Nullable Seat seat = idle.pollFirst(); seat != null; seat = idle.pollFirst()) {
            seat.close();
        }
    }
}
