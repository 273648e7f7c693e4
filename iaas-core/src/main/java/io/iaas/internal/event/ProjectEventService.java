package io.iaas.internal.event;

import io.iaas.error.InvalidInputException;
import io.iaas.event.Event;
import io.iaas.event.EventService;
import io.iaas.event.EventSubscriber;
import io.iaas.event.Subscription;
import io.iaas.identity.ProjectId;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The events of one project. */
public final class ProjectEventService implements EventService {
    private final ProjectId project;
    private final Repositories repositories;
    private final EventStream stream;
    private final Function<RepositorySession, Optional<String>> ended;

    /**
     * Creates the service for a project.
     *
     * @param ended tells why subscriptions end by now; empty while they go on
     */
    public ProjectEventService(
            ProjectId project,
            Repositories repositories,
            EventStream stream,
            Function<RepositorySession, Optional<String>> ended) {
        this.project = project;
        this.repositories = repositories;
        this.stream = stream;
        this.ended = ended;
    }

    @Override
    public long beginning() {
        return repositories.read(session -> session.events().forgotten());
    }

    @Override
    public long newest() {
        return repositories.read(session -> session.events().newest());
    }

    @Override
    public List<Event> list(long after, int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidInputException("the limit must be 1 to " + MAX_LIMIT + ", not " + limit);
        }
        return repositories.read(session -> {
            EventStream.check(session.events(), after);
            return session.events().list(project, after, limit);
        });
    }

    @Override
    public Subscription subscribe(long after, EventSubscriber listener) {
        return stream.subscribe(project, after, listener, ended);
    }
}
