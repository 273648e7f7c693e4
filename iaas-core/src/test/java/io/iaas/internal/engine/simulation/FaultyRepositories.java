package io.iaas.internal.engine.simulation;

import io.iaas.error.ErrorCode;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositoryException;
import io.iaas.spi.repository.RepositorySession;
import java.util.function.Function;

/** The database as one process sees it: others go on around each unit of work, and it may fail at either end. */
final class FaultyRepositories implements Repositories {
    private final Repositories database;
    private final Node node;
    private final Chaos chaos;

    FaultyRepositories(Repositories database, Node node, Chaos chaos) {
        this.database = database;
        this.node = node;
        this.chaos = chaos;
    }

    @Override
    public <T> T write(Function<RepositorySession, T> work) {
        node.point("write");
        chaos.delay(node);
        boolean fails = chaos.databaseFails(node);
        T result = database.write(session -> {
            T written = node.inTransaction(() -> work.apply(session));
            if (fails) {
                throw unavailable("write failed");
            }
            return written;
        });
        node.point("written");
        if (chaos.databaseFails(node)) {
            throw unavailable("answer to a commit lost");
        }
        return result;
    }

    @Override
    public <T> T read(Function<RepositorySession, T> work) {
        node.point("read");
        if (chaos.databaseFails(node)) {
            throw unavailable("read failed");
        }
        T result = database.read(session -> node.inTransaction(() -> work.apply(session)));
        node.point("have read");
        return result;
    }

    /** Lives on with the other processes. */
    @Override
    public void close() {}

    private RepositoryException unavailable(String how) {
        node.note(how);
        return new RepositoryException(ErrorCode.DATABASE_UNAVAILABLE, "simulated: " + how);
    }
}
