package io.iaas.internal.event;

import io.iaas.internal.audit.Acting;
import io.iaas.internal.audit.Trail;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * A database that writes an event with every change that is one, and an entry of the audit trail with every act, in the
 * same transaction. Whoever uses the library's repositories uses them through this, so that none can be forgotten.
 *
 * @param repositories the database
 * @param committed is run behind each transaction that wrote events; it must not block
 */
public record RecordedRepositories(Repositories repositories, Runnable committed) implements Repositories {
    @Override
    public <T> T write(Function<RepositorySession, T> work) {
        AtomicBoolean wrote = new AtomicBoolean();
        T result = repositories.write(Acting.along(session -> {
            Recording recording = new Recording(session);
            Trail trail = new Trail(session);
            T done = work.apply(new RecordedSession(session, recording, trail));
            wrote.set(recording.write());
            trail.write();
            return done;
        }));
        if (wrote.get()) {
            committed.run();
        }
        return result;
    }

    @Override
    public <T> T read(Function<RepositorySession, T> work) {
        return repositories.read(work);
    }

    @Override
    public void close() {
        repositories.close();
    }
}
