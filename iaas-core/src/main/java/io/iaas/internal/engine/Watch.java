package io.iaas.internal.engine;

import io.iaas.identity.ProjectId;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationInfo;
import io.iaas.operation.Progress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who wait for one operation. {@link #tell} runs on the watching thread only. */
final class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final ProjectId project;
    private final OperationId id;
    private final CompletableFuture<OperationInfo> settled = new CompletableFuture<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile Optional<Progress> latest = Optional.empty();

    Watch(ProjectId project, OperationId id) {
        this.project = project;
        this.id = id;
    }

    ProjectId project() {
        return project;
    }

    OperationId id() {
        return id;
    }

    /** Returns a future of its own for each caller, so that none can complete another's. */
    CompletableFuture<OperationInfo> settled() {
        return settled.copy();
    }

    void listen(Consumer<Progress> listener) {
        listeners.add(new Listener(listener));
    }

    boolean hasListeners() {
        return !listeners.isEmpty();
    }

    /** Notes the newest progress; false when it is no news. */
    boolean offer(Progress progress) {
        boolean news = !latest.equals(Optional.of(progress));
        latest = Optional.of(progress);
        return news;
    }

    /** Tells the newest progress to those who have not heard it; what came in between is not told. */
    void tell() {
        latest.ifPresent(progress -> listeners.removeIf(listener -> !listener.hear(progress)));
    }

    void settle(OperationInfo info) {
        settled.complete(info);
    }

    void fail(RuntimeException error) {
        settled.completeExceptionally(error);
    }

    private static final class Listener {
        private final Consumer<Progress> consumer;
        private Optional<Progress> heard = Optional.empty();

        Listener(Consumer<Progress> consumer) {
            this.consumer = consumer;
        }

        /** Returns whether the listener wants to hear more. */
        boolean hear(Progress progress) {
            if (heard.equals(Optional.of(progress))) {
                return true;
            }
            heard = Optional.of(progress);
            try {
                consumer.accept(progress);
                return true;
            } catch (RuntimeException | Error e) {
                LOG.warn("a progress listener threw and is not called any more", e);
                return false;
            }
        }
    }
}
