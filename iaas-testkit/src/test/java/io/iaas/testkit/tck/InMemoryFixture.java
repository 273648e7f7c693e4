package io.iaas.testkit.tck;

import io.iaas.memory.InMemoryRepositories;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** A database in memory, whose time is moved by hand. */
final class InMemoryFixture implements RepositoriesFixture {
    private final SteppedTime time = new SteppedTime();
    private final Repositories repositories;

    /** Opens one behind whatever is to be proven transparent. */
    InMemoryFixture(UnaryOperator<Repositories> wrapping) {
        repositories = wrapping.apply(InMemoryRepositories.create(time));
    }

    @Override
    public Repositories repositories() {
        return repositories;
    }

    @Override
    public boolean durable() {
        return false;
    }

    @Override
    public void reopen() {
        throw new AssertionError("an in-memory database cannot be opened again");
    }

    @Override
    public void pass(Duration duration) {
        time.sleep(duration);
    }

    @Override
    public void close() {
        repositories.close();
    }

    private static final class SteppedTime implements TimeSource {
        private static final Instant START = Instant.parse("2026-01-01T00:00:00.123456Z");
        private final AtomicLong passedMillis = new AtomicLong();

        @Override
        public Instant now() {
            return START.plusMillis(passedMillis.get());
        }

        @Override
        public long nanoTime() {
            return TimeUnit.MILLISECONDS.toNanos(passedMillis.get());
        }

        @Override
        public void sleep(Duration duration) {
            passedMillis.addAndGet(duration.toMillis());
        }
    }
}
