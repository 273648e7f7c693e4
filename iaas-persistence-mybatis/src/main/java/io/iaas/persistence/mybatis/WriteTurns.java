package io.iaas.persistence.mybatis;

import io.iaas.spi.repository.RepositoryException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Has units of work that write take turns, each on its own thread. Those that stood in line while another one worked
 * share its commit: what makes a unit durable, the flush of the disk, is paid once for all of them, and a unit that
 * nobody waits behind is committed at once.
 */
final class WriteTurns {
    /** Other processes wait for SQLite's lock as long as these take. */
    private static final int MOST_IN_A_COMMIT = 64;

    private final Connections connections;
    private final SqliteErrors errors;
    private final Duration limit;
    private final ReentrantLock turn = new ReentrantLock(true);
    /** The commit that the next unit joins; of whoever has the turn. */
    private @Nullable SharedCommit open;

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
        SharedCommit mine;
        T result;
        boolean first;
        take();
        try {
            SharedCommit joined = open;
            first = joined == null;
            mine = joined == null ? SharedCommit.begin(connections, errors) : joined;
            result = inTurn(mine, work);
        } finally {
            turn.unlock();
        }
        if (first && !mine.hasEnded()) {
            commitBehindThoseInLine(mine);
        }
        mine.await();
        return result;
    }

    private <T> T inTurn(SharedCommit mine, Function<Seat, T> work) {
        open = mine;
        try {
            T result = mine.run(work);
            if (!turn.hasQueuedThreads() || mine.units() == MOST_IN_A_COMMIT) {
                mine.commit();
            }
            return result;
        } finally {
            if (mine.hasEnded()) {
                open = null;
            }
        }
    }

    /** The first unit's thread sees to it that the commit is made: when all who were in line by now have had their turn. */
    private void commitBehindThoseInLine(SharedCommit mine) {
        turn.lock();
        try {
            if (!mine.hasEnded()) {
                mine.commit();
                open = null;
            }
        } finally {
            turn.unlock();
        }
    }

    /** Returns how many wait for their turn, more or less. */
    int inLine() {
        return turn.getQueueLength();
    }

    private void take() {
        boolean taken;
        try {
            taken = turn.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted();
        }
        if (!taken) {
            throw errors.unavailable("is busy with writes, or locked by another process: no turn came in time");
        }
    }

    private RepositoryException interrupted() {
        return errors.unavailable("was not written to: the caller was interrupted while another unit of work wrote");
    }
}
