package io.iaas.memory;

import io.iaas.spi.hypervisor.DomainEvent;
import io.iaas.spi.hypervisor.DomainEvents;
import io.iaas.spi.hypervisor.DomainListener;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One listener to a simulated host by one driver. Guarded by the host's lock, under which it is told. */
final class Listening implements DomainEvents.Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);

    private final DomainListener listener;
    private final Consumer<Listening> end;
    private boolean connected;
    private boolean closed;

    /**
     * Creates it without a connection.
     *
     * @param end takes it off, under the host's lock
     */
    Listening(DomainListener listener, Consumer<Listening> end) {
        this.listener = listener;
        this.end = end;
    }

    void connect() {
        if (!connected && !closed) {
            connected = true;
            tell(listener::began);
        }
    }

    void disconnect() {
        connected = false;
    }

    void changed(DomainEvent event) {
        if (connected && !closed) {
            tell(() -> listener.changed(event));
        }
    }

    void markClosed() {
        closed = true;
    }

    @Override
    public void close() {
        end.accept(this);
    }

    private static void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            LOG.warn("a listener to domains threw", e);
        }
    }
}
