package io.iaas.internal.feed;

import io.iaas.error.IaasException;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.internal.engine.Environment;
import io.iaas.page.PageRequest;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.DomainEvents;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.repository.Repositories;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the records follow the host: what happens to a guest by itself, or by somebody beside the library, is recorded
 * when the host tells of it. Several processes may follow one host; the first one writes, and the others find nothing
 * to do. Where the driver tells nothing, it does nothing.
 */
public final class HostFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HostFeed.class);
    private static final Duration BUSY_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration IDLE = Duration.ofHours(1);
    private static final Duration END_LIMIT = Duration.ofSeconds(1);
    private static final int PAGE = 500;

    private final Repositories repositories;
    private final Hypervisor hypervisor;
    private final Look look;
    private final Hints hints = new Hints();
    private final Thread thread = new Thread(this::run, "iaas-feed");
    /** What must be looked at again. Used by the thread only, as is the rest. */
    private final Map<UUID, Matter> later = new HashMap<>();

    private long laterAt;
    private boolean everything;
    private Duration pause = Duration.ZERO;
    private Optional<DomainEvents.Subscription> subscription = Optional.empty();

    /** Creates a feed at rest. */
    public HostFeed(Environment environment) {
        this.repositories = environment.repositories();
        this.hypervisor = environment.hypervisor();
        this.look = new Look(repositories, hypervisor, environment.names());
        thread.setDaemon(true);
    }

    /** Begins to listen, where there is something to hear. */
    public void start() {
        if (hypervisor.capabilities().contains(Capability.EVENTS)) {
            thread.start();
            subscription = Optional.of(hypervisor.events().listen(hints));
        }
    }

    private void run() {
        try {
            while (!hints.closed()) {
                Map<UUID, Matter> now = new HashMap<>(turn());
                try {
                    handle(now);
                    pause = Duration.ZERO;
                } catch (IaasException e) {
                    LOG.debug("records do not follow host {} for now: {}", hypervisor.hostId(), e.getMessage());
                    postpone(now);
                } catch (RuntimeException | Error e) {
                    LOG.error("records do not follow host {} for now", hypervisor.hostId(), e);
                    postpone(now);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for something to look at. */
    private Map<UUID, Matter> turn() throws InterruptedException {
        Hints.Burst burst = hints.take(everything ? Duration.ZERO : later.isEmpty() ? IDLE : untilLater());
        everything |= burst.everything();
        Map<UUID, Matter> turn = new HashMap<>();
        if (untilLater().isZero()) {
            turn.putAll(later);
            later.clear();
        }
        burst.newest().forEach((id, event) -> {
            later.remove(id);
            turn.put(id, Matter.of(event));
        });
        return turn;
    }

    private Duration untilLater() {
        return Duration.ofNanos(Math.max(0, laterAt - System.nanoTime()));
    }

    private void handle(Map<UUID, Matter> now) {
        if (everything) {
            for (Project project :
                    repositories.read(session -> session.projects().list())) {
                lookAtAll(project.id(), now.keySet());
            }
            everything = false;
        }
        if (!now.isEmpty()) {
            look.at(now)
                    .forEach(id -> lookLater(
                            id,
                            Optional.ofNullable(now.get(id)).map(Matter::later).orElseGet(Matter::missed)));
        }
    }

    private void lookAtAll(ProjectId project, Set<UUID> except) {
        Optional<String> after = Optional.empty();
        do {
            Look.Paged page = look.at(project, new PageRequest(PAGE, after), except);
            page.later().forEach(id -> lookLater(id, Matter.missed()));
            after = page.next();
        } while (after.isPresent() && !hints.closed());
    }

    private void lookLater(UUID id, Matter matter) {
        if (later.isEmpty()) {
            laterAt = System.nanoTime() + BUSY_PAUSE.toNanos();
        }
        later.put(id, matter);
    }

    /** Has what could not be looked at tried again, later each time: a host that does not answer is left in peace. */
    private void postpone(Map<UUID, Matter> now) throws InterruptedException {
        Duration longer = pause.isZero() ? BUSY_PAUSE : pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        hints.pause(pause);
        now.forEach((id, matter) -> later.putIfAbsent(id, matter.later()));
        laterAt = System.nanoTime();
    }

    /** Listens no more, and ends the thread behind what it is doing. Idempotent. */
    @Override
    public void close() {
        hints.close();
        subscription.ifPresent(DomainEvents.Subscription::close);
        try {
            if (subscription.isPresent()) {
                thread.join(END_LIMIT.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
