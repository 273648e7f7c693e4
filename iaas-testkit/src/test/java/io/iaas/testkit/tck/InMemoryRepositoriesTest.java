package io.iaas.testkit.tck;

import io.iaas.memory.InMemoryRepositories;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

final class InMemoryRepositoriesTest extends RepositoriesContract {
    @Override
    protected RepositoriesFixture newFixture() {
        return new InMemoryFixture();
    }

    private static final class InMemoryFixture implements RepositoriesFixture {
        private final SteppedTime time = new SteppedTime();
        private final InMemoryRepositories repositories = InMemoryRepositories.create(time);

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
            time.now.updateAndGet(now -> now.plus(duration));
        }

        @Override
        public void close() {
            repositories.close();
        }
    }

    private static final class SteppedTime implements TimeSource {
        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00.123456Z"));

        @Override
        public Instant now() {
            return now.get();
        }

        @Override
        public long nanoTime() {
            return now.get().toEpochMilli() * 1_000_000;
        }

        @Override
        public void sleep(Duration duration) {
            now.updateAndGet(time -> time.plus(duration));
        }
    }
}
