package io.iaas.memory;

import io.iaas.error.ErrorCode;
import io.iaas.identity.Project;
import io.iaas.spi.repository.FlavorRepository;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositoryException;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.time.TimeSource;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * Repositories that live and die with the process: for tests, for demonstrations, and for hosts whose machines need not
 * be remembered. Units of work that read see one state and never wait; those that write run one after the other, and
 * wait for at most {@value #LOCK_SECONDS} seconds for each other.
 */
public final class InMemoryRepositories implements Repositories {
    private static final int LOCK_SECONDS = 10;
    private static final int INSTALLATION_BYTES = 6;

    private final TimeSource time;
    private final String installation;
    /** Shared by units of work under way, held alone by close; its hold count tells that a unit is nested. */
    private final ReentrantReadWriteLock open = new ReentrantReadWriteLock();

    private final ReentrantLock writing = new ReentrantLock(true);
    private volatile Tables committed = new Tables();
    private volatile boolean closed;

    private InMemoryRepositories(TimeSource time) {
        this.time = time;
        byte[] random = new byte[INSTALLATION_BYTES];
        new SecureRandom().nextBytes(random);
        installation = HexFormat.of().formatHex(random);
        write(session -> {
            session.projects().insert(new Project(Project.DEFAULT, "default", session.now()));
            FlavorRepository.DEFAULTS.forEach(flavor -> session.flavors().insert(Project.DEFAULT, flavor));
            return true;
        });
    }

    /** Creates an empty database on the system's clock. */
    public static InMemoryRepositories create() {
        return create(TimeSource.system());
    }

    /** Creates an empty database whose clock is the given one's wall-clock time. */
    public static InMemoryRepositories create(TimeSource time) {
        return new InMemoryRepositories(time);
    }

    @Override
    public <T> T write(Function<RepositorySession, T> work) {
        enter();
        try {
            lockWriting();
            try {
                Tables next = committed.copy();
                T result = run(next, true, work);
                committed = next;
                return result;
            } finally {
                writing.unlock();
            }
        } finally {
            open.readLock().unlock();
        }
    }

    @Override
    public <T> T read(Function<RepositorySession, T> work) {
        enter();
        try {
            return run(committed, false, work);
        } finally {
            open.readLock().unlock();
        }
    }

    @Override
    public void close() {
        if (open.getReadHoldCount() > 0) {
            throw new IllegalStateException("a unit of work cannot close its own database");
        }
        open.writeLock().lock();
        try {
            closed = true;
        } finally {
            open.writeLock().unlock();
        }
    }

    private <T> T run(Tables tables, boolean writes, Function<RepositorySession, T> work) {
        Instant now = time.now().truncatedTo(ChronoUnit.MILLIS);
        MemorySession session = new MemorySession(tables, installation, now, writes);
        try {
            return work.apply(session);
        } finally {
            session.end();
        }
    }

    private void enter() {
        if (open.getReadHoldCount() > 0) {
            throw new IllegalStateException("units of work do not nest");
        }
        open.readLock().lock();
        if (closed) {
            open.readLock().unlock();
            throw unavailable("is closed");
        }
    }

    private void lockWriting() {
        try {
            if (!writing.tryLock(LOCK_SECONDS, TimeUnit.SECONDS)) {
                throw unavailable("is locked by another unit of work");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("was not locked before the thread was interrupted");
        }
    }

    private static RepositoryException unavailable(String reason) {
        return new RepositoryException(ErrorCode.DATABASE_UNAVAILABLE, "the in-memory database " + reason);
    }
}
