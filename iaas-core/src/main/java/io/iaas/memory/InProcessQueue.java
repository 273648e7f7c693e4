package io.iaas.memory;

import io.iaas.operation.OperationId;
import io.iaas.spi.queue.OperationQueue;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries wake-ups within one process, on the thread that wakes. Nothing is kept: a wake-up before a subscription is
 * lost. Several nodes in one process each take a {@link #peer} of their own.
 */
public final class InProcessQueue implements OperationQueue {
    private static final Logger LOG = LoggerFactory.getLogger(InProcessQueue.class);

    private final List<InProcessQueue> peers;
    private volatile Optional<Consumer<OperationId>> listener = Optional.empty();

    private InProcessQueue(List<InProcessQueue> peers) {
        this.peers = peers;
    }

    /** Returns a queue for another node of this process: each hears what is woken on the other. */
    public InProcessQueue peer() {
        return join(new InProcessQueue(peers));
    }

    /** Returns the queue of a first node. */
    public static InProcessQueue create() {
        return join(new InProcessQueue(new CopyOnWriteArrayList<>()));
    }

    private static InProcessQueue join(InProcessQueue queue) {
        queue.peers.add(queue);
        return queue;
    }

    @Override
    public void wake(OperationId id) {
        if (peers.contains(this)) {
            peers.forEach(peer -> peer.deliver(id));
        }
    }

    @Override
    public void subscribe(Consumer<OperationId> newListener) {
        listener = Optional.of(newListener);
    }

    @Override
    public void close() {
        peers.remove(this);
        listener = Optional.empty();
    }

    private void deliver(OperationId id) {
        try {
            listener.ifPresent(heard -> heard.accept(id));
        } catch (RuntimeException e) {
            LOG.warn("a listener failed on the wake-up of operation {}", id, e);
        }
    }
}
