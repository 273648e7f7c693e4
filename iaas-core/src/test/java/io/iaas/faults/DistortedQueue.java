package io.iaas.faults;

import io.iaas.operation.OperationId;
import io.iaas.spi.queue.OperationQueue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * A queue that carries wake-ups as badly as its contract lets it.
 *
 * @param queue carries what comes through
 * @param way what it does to wake-ups
 * @param held those it holds back
 */
record DistortedQueue(OperationQueue queue, Way way, Deque<OperationId> held) implements OperationQueue {
    private static final int HELD = 3;
    private static final int COPIES = 20;

    enum Way {
        FAITHFUL,
        LOSES_ALL,
        REPEATS,
        /** And loses the last ones. */
        REVERSES
    }

    DistortedQueue(OperationQueue queue, Way way) {
        this(queue, way, new ArrayDeque<>());
    }

    @Override
    public synchronized void wake(OperationId id) {
        switch (way) {
            case FAITHFUL -> queue.wake(id);
            case LOSES_ALL -> {}
            case REPEATS -> {
                for (int i = 0; i < COPIES; i++) {
                    queue.wake(id);
                }
            }
            case REVERSES -> {
                held.push(id);
                if (held.size() == HELD) {
                    held.forEach(queue::wake);
                    held.clear();
                }
            }
        }
    }

    @Override
    public void subscribe(Consumer<OperationId> listener) {
        queue.subscribe(listener);
    }

    @Override
    public void close() {
        queue.close();
    }
}
