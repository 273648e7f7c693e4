package io.iaas.persistence.mybatis;

import io.iaas.spi.repository.RepositoryException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Has units of work that write take turns. Whoever finds nobody writing leads: its thread runs its own unit and those of
 * all who come to stand in line meanwhile, and makes them durable together. So the flush of the disk is paid once for all
 * of them, no thread has to wake up between two units, and a unit that nobody waits behind is committed at once.
 */
final class WriteTurns {
    /** Other processes wait for SQLite's lock, and whoever leads for its own end, as long as these take. */
    private static final int MOST_IN_A_COMMIT = 64;

    private final Connections connections;
    private final SqliteErrors errors;
    private final Duration limit;
    private final Deque<Turn<?>> line = new ArrayDeque<>();
    private boolean led;

    /**
     * Creates the turns.
     *
     * @param limit how long a unit waits for its own
     */
    WriteTurns(Connections connections, SqliteErrors errors, Duration limit) {
        this.connections = connections;
        this.errors = errors;
        this.limit = limit;
    }

    /** Runs a unit of work in its turn, and returns when it is durable. */
    <T> T write(Function<Seat, T> work) {
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted();
        }
        Turn<T> mine = new Turn<>(work);
        if (findsNobody(mine) || isToLead(mine)) {
            lead(mine);
        }
        return mine.result();
    }

    /** Returns whether nobody leads, so that this one does; it stands in line otherwise. */
    private synchronized boolean findsNobody(Turn<?> turn) {
        if (led) {
            line.add(turn);
            return false;
        }
        led = true;
        return true;
    }

    /** Waits in line until the unit is to lead; false when it has had its turn. */
    private boolean isToLead(Turn<?> turn) {
        boolean interrupted = false;
        try {
            if (!turn.awaitCall(limit) && leaves(turn)) {
                throw errors.unavailable("is busy with writes, or locked by another process: no turn came in time");
            }
        } catch (InterruptedException e) {
            interrupted = true;
            if (leaves(turn)) {
                throw interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return turn.awaitWhetherToLead();
    }

    private synchronized boolean leaves(Turn<?> turn) {
        return line.remove(turn);
    }

    private synchronized @Nullable Turn<?> next() {
        return line.poll();
    }

    /** Runs a unit and those behind it, commits, hands the lead on, and tells everybody. */
    private void lead(Turn<?> mine) {
        List<Turn<?>> taken = new ArrayList<>(List.of(mine));
        try {
            SharedCommit commit = SharedCommit.begin(connections, errors);
            for (@Nullable Turn<?> turn = mine; turn != null; turn = mayJoin(commit, taken) ? next() : null) {
                if (turn != mine) {
                    taken.add(turn);
                }
                turn.run(commit);
            }
            commit.make();
            commit.failure().ifPresent(failure -> taken.forEach(turn -> turn.fail(failure)));
        } catch (RuntimeException | Error e) {
            taken.forEach(turn -> turn.fail(e));
        } finally {
            handOn();
            taken.forEach(Turn::tell);
        }
    }

    private static boolean mayJoin(SharedCommit commit, List<Turn<?>> taken) {
        return !commit.hasEnded() && taken.size() < MOST_IN_A_COMMIT;
    }

    private synchronized void handOn() {
        @Nullable Turn<?> heir = line.poll();
        led = heir != null;
        if (heir != null) {
            heir.callToLead();
        }
    }

    /** Returns how many wait for their turn. */
    synchronized int inLine() {
        return line.size();
    }

    private RepositoryException interrupted() {
        return errors.unavailable("was not written to: the caller was interrupted while another unit of work wrote");
    }
}
