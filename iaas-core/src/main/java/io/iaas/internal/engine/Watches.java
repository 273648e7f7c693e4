package io.iaas.internal.engine;

import io.iaas.error.ClosedException;
import io.iaas.error.NotFoundException;
import io.iaas.identity.ProjectId;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationInfo;
import io.iaas.operation.Progress;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositoryException;
import io.iaas.spi.repository.StoredOperation;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who wait for operations. Workers of this process tell at once; for operations that run elsewhere the records
 * are read now and then, as long as somebody waits.
 */
final class Watches {
    private static final Logger LOG = LoggerFactory.getLogger(Watches.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(300);

    private final Repositories repositories;
    private final Function<StoredOperation, OperationInfo> info;
    private final Map<OperationId, Watch> watches = new ConcurrentHashMap<>();
    private final PeriodicThread thread = new PeriodicThread("iaas-watch", LOOK_EVERY, this::lookAtAll);

    Watches(Repositories repositories, Function<StoredOperation, OperationInfo> info) {
        this.repositories = repositories;
        this.info = info;
    }

    void start() {
        thread.start();
    }

    /** Returns the watch on an operation; it lasts until the operation settles. */
    Watch of(ProjectId project, OperationId id) {
        Watch watch = watches.computeIfAbsent(id, key -> new Watch(project, key));
        run(() -> look(watch));
        return watch;
    }

    /** Has a listener told of an operation, on the watching thread, where nothing can come between two looks. */
    void listen(ProjectId project, OperationId id, Consumer<Progress> listener) {
        Watch watch = watches.computeIfAbsent(id, key -> new Watch(project, key));
        run(() -> {
            watch.listen(listener);
            look(watch);
        });
    }

    /** Does a task when an operation has settled, whichever process settles it, or at close; the next look tells. */
    void whenSettled(ProjectId project, OperationId id, Runnable task) {
        watches.computeIfAbsent(id, key -> new Watch(project, key))
                .settled()
                .minimalCompletionStage()
                .whenComplete((info, error) -> task.run());
    }

    /** Tells that an operation moved; cheap when nobody waits for it. */
    void moved(OperationId id, Progress progress) {
        Watch watch = watches.get(id);
        if (watch != null && watch.offer(progress)) {
            run(() -> {
                watch.tell();
                if (progress.state().settled()) {
                    look(watch);
                }
            });
        }
    }

    void close() {
        thread.close();
        failAll();
    }

    private void run(Runnable task) {
        if (!thread.execute(task)) {
            failAll();
        }
    }

    private void failAll() {
        watches.values().forEach(watch -> watch.fail(new ClosedException("Iaas")));
    }

    /** By one read, however many wait: of those that have not settled only listeners want to know more. */
    private void lookAtAll() {
        Set<OperationId> watched = Set.copyOf(watches.keySet());
        if (watched.isEmpty()) {
            return;
        }
        try {
            Set<OperationId> unsettled =
                    repositories.read(session -> session.operations().unsettled(watched));
            watches.values().stream()
                    .filter(watch -> !unsettled.contains(watch.id()) || watch.hasListeners())
                    .forEach(this::look);
        } catch (RepositoryException e) {
            LOG.debug("cannot look at {} operations now: {}", watched.size(), e.getMessage());
        }
    }

    private void look(Watch watch) {
        try {
            Optional<StoredOperation> stored =
                    repositories.read(session -> session.operations().find(watch.project(), watch.id()));
            if (stored.isEmpty()) {
                watches.remove(watch.id(), watch);
                watch.fail(new NotFoundException("operation", watch.id()));
                return;
            }
            OperationInfo now = info.apply(stored.get());
            watch.offer(now.progress());
            watch.tell();
            if (now.state().settled()) {
                watches.remove(watch.id(), watch);
                watch.settle(now);
            }
        } catch (RepositoryException e) {
            LOG.debug("cannot look at operation {} now: {}", watch.id(), e.getMessage());
        } catch (RuntimeException e) {
            watches.remove(watch.id(), watch);
            watch.fail(e);
        }
    }
}
