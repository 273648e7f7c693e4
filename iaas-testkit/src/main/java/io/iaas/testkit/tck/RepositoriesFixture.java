package io.iaas.testkit.tck;

import io.iaas.spi.repository.Repositories;
import java.time.Duration;
import java.time.Instant;

/** What a provider of a database supplies to run the contract tests against it: a new, empty database for each test. */
public interface RepositoriesFixture extends AutoCloseable {
    /** Returns the database under test; always the same one until {@link #reopen}. */
    Repositories repositories();

    /** Returns whether what was committed is there after the database was closed and opened again. */
    boolean durable();

    /** Closes the database and opens it again; {@link #repositories} returns the new one. Called if durable only. */
    void reopen();

    /** Lets at least this much time pass on the database's clock. Tests ask for milliseconds. */
    default void pass(Duration time) {
        Instant end = repositories().<Instant>read(session -> session.now()).plus(time);
        while (!repositories().<Boolean>read(session -> session.now().isAfter(end))) {
            Thread.onSpinWait();
        }
    }

    /** Closes the database and removes it. */
    @Override
    void close();
}
