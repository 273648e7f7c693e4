package io.iaas.internal.engine;

import io.iaas.identity.ProjectId;
import io.iaas.operation.OperationId;
import io.iaas.operation.Progress;
import io.iaas.spi.repository.ClaimedOperation;
import io.iaas.spi.repository.OperationRepository;
import io.iaas.spi.repository.RepositoryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Claims operations and walks them on the calling thread, as long as the claim holds. Safe for use by many threads. */
final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final Environment environment;
    private final Definitions definitions;
    private final EngineSettings settings;
    private final Leases leases;
    private final Submissions submissions;
    private final BiConsumer<OperationId, Progress> told;

    Worker(
            Environment environment,
            Definitions definitions,
            EngineSettings settings,
            Leases leases,
            Submissions submissions,
            BiConsumer<OperationId, Progress> told) {
        this.environment = environment;
        this.definitions = definitions;
        this.settings = settings;
        this.leases = leases;
        this.submissions = submissions;
        this.told = told;
    }

    /**
     * Claims the next operations in one unit of work: fewer than asked for when there are no more, and none when the database
     * does not answer.
     *
     * @param most how many are asked for
     * @param after the project whose turn it was last
     */
    List<ClaimedOperation> claim(int most, Optional<ProjectId> after) {
        try {
            return environment.repositories().write(session -> claim(session.operations(), most, after));
        } catch (RepositoryException e) {
            LOG.warn("cannot look for work now: {}", e.getMessage());
            return List.of();
        }
    }

    private List<ClaimedOperation> claim(OperationRepository operations, int most, Optional<ProjectId> after) {
        List<ClaimedOperation> claimed = new ArrayList<>();
        Optional<ProjectId> last = after;
        while (claimed.size() < most) {
            Optional<ClaimedOperation> next = operations.claimNext(
                    settings.node(), definitions.kindVersions(), settings.lease(), settings.grace(), last);
            if (next.isEmpty()) {
                break;
            }
            claimed.add(next.get());
            last = Optional.of(next.get().operation().projectId());
        }
        return claimed;
    }

    /**
     * Walks an operation until it settles, must wait, or its claim is over.
     *
     * @param claimedAtNanos a reading from before the claim: a commit that takes long takes from the lease
     * @return how long until it may be claimed again, where that is known
     */
    Optional<Duration> work(ClaimedOperation claimed, long claimedAtNanos) {
        OperationId id = claimed.operation().id();
        Thread thread = Thread.currentThread();
        String name = thread.getName();
        try {
            thread.setName(name + " " + claimed.operation().kind() + " " + id);
            environment.news().begun(claimed, environment.repositories());
            leases.endOlder(claimed.claim());
            return hold(claimed, claimedAtNanos);
        } catch (InterruptedException e) {
            LOG.debug("worker of operation {} ends at close", id);
        } catch (LeaseLostException | HandedOverException e) {
            LOG.warn("operation {} is left to another worker: {}", id, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("operation {} is left to be claimed again", id, e);
        } finally {
            // A lost lease or a close may have interrupted the thread after its last look.
            boolean interrupted = Thread.interrupted();
            LOG.trace("worker ends, interrupted {}", interrupted);
            thread.setName(name);
        }
        return Optional.empty();
    }

    private Optional<Duration> hold(ClaimedOperation claimed, long claimedAtNanos) throws InterruptedException {
        OperationDefinition<?> definition =
                definitions.find(claimed.operation()).orElseThrow();
        RunningOperation running = new RunningOperation(
                claimed.claim(),
                Thread.currentThread(),
                environment.ticks(),
                Progresses.of(definition, claimed.operation().status(), 0),
                claimedAtNanos + settings.lease().minus(settings.margin()).toNanos());
        leases.add(running);
        try {
            return run(claimed, definition, running);
        } finally {
            leases.remove(running);
        }
    }

    /** Walks on as soon as the database answers again, as long as the claim holds. */
    private Optional<Duration> run(
            ClaimedOperation claimed, OperationDefinition<?> definition, RunningOperation running)
            throws InterruptedException {
        OperationId id = claimed.operation().id();
        for (int tries = 0; ; tries++) {
            try {
                boolean untouched = tries == 0 && claimed.claim().isFirst();
                ClaimedOperation current = tries == 0 ? claimed : refreshed(claimed);
                return new OperationRun(
                                environment,
                                settings,
                                definition,
                                current,
                                running,
                                submissions,
                                progress -> told.accept(id, progress),
                                untouched
                                        ? Journal.empty(environment.repositories(), claimed.claim())
                                        : Journal.read(environment.repositories(), claimed.claim()))
                        .walk();
            } catch (RepositoryException e) {
                LOG.warn("operation {} waits for the database: {}", id, e.getMessage());
                // A write that only the interrupt of a hand-over cut off is made again: it gives the claim back.
                if (!(Thread.interrupted() && running.handsOver())) {
                    running.check();
                    environment.time().sleep(settings.backOff(tries));
                }
            }
        }
    }

    /** Reads what became of the operation: a commit whose answer was lost may have taken place. */
    private ClaimedOperation refreshed(ClaimedOperation claimed) {
        return environment
                .repositories()
                .read(session -> session.operations()
                        .find(
                                claimed.operation().projectId(),
                                claimed.operation().id())
                        .map(stored -> new ClaimedOperation(stored, claimed.claim()))
                        .orElseThrow(() -> new LeaseLostException("it is not there any more")));
    }
}
