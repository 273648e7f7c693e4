package io.iaas.libvirt;

import io.iaas.spi.hypervisor.DomainEvent;
import io.iaas.spi.hypervisor.DomainEvents;
import io.iaas.spi.hypervisor.DomainListener;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One listener of a host. It is told under a lock of its own, so that nothing is told behind its end. */
final class EventListening implements DomainEvents.Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(EventListening.class);

    private final DomainListener listener;
    private final Consumer<EventListening> ended;
    private final ReentrantLock telling = new ReentrantLock();
    private boolean knowsOfBegin;
    private boolean closed;

    EventListening(DomainListener listener, Consumer<EventListening> ended) {
        this.listener = listener;
        this.ended = ended;
    }

    /** Tells that events begin, unless that was told for this connection. */
    void begin() {
        tell(() -> {
            if (!knowsOfBegin) {
                knowsOfBegin = true;
                listener.began();
            }
        });
    }

    /** Events were missed, or will be: the next begin is told. */
    void lose() {
        tell(() -> knowsOfBegin = false);
    }

    void changed(DomainEvent event) {
        tell(() -> listener.changed(event));
    }

    @Override
    public void close() {
        telling.lock();
        try {
            closed = true;
        } finally {
            telling.unlock();
        }
        ended.accept(this);
    }

    // The thread that tells must live on, and others be told, whatever a listener does.
    @SuppressWarnings("CatchingUnchecked")
    private void tell(Runnable news) {
        telling.lock();
        try {
            if (!closed) {
                news.run();
            }
        } catch (Throwable e) {
            LOG.warn("a listener to domains threw", e);
        } finally {
            telling.unlock();
        }
    }
}
