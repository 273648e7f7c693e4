package io.iaas.testkit;

import io.iaas.compute.VmState;
import io.iaas.error.IaasException;
import io.iaas.error.InvalidInputException;
import io.iaas.error.NotFoundException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Machines that were started before they are wanted. Who takes one has it at once where one is ready, and another one is
 * started in its place; more than the pool's size never wait. Safe for use by many threads.
 */
public final class WarmPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WarmPool.class);

    private final Run run;
    private final ThrowawaySpec spec;
    /** Of a machine that was taken: one that waits must not end. */
    private final Optional<Duration> lease;

    private final int size;
    private final Deque<Starting> waiting = new ArrayDeque<>();
    private boolean closed;

    private WarmPool(Run run, ThrowawaySpec spec, int size) {
        this.run = run;
        this.spec = spec.withoutLease();
        this.lease = spec.lease();
        this.size = size;
    }

    /**
     * Begins to start machines, and does not wait for them.
     *
     * @param size how many are kept, at least 1
     * @throws io.iaas.spi.hypervisor.HypervisorException HYPERVISOR_UNAVAILABLE when there is no hypervisor
     * @throws StartFailedException when the image is none
     */
    public static WarmPool of(ThrowawaySpec spec, int size) {
        if (size < 1) {
            throw new InvalidInputException("a warm pool keeps at least 1 machine, not " + size);
        }
        WarmPool pool = new WarmPool(Run.current(), spec, size);
        pool.fill();
        return pool;
    }

    /**
     * Takes a machine, which is the caller's to close. Where none is ready it waits for the one that began first.
     *
     * @throws StartFailedException when that fails. A failed start is not repeated by itself: the next call begins anew.
     * @throws IllegalStateException when the pool is closed
     */
    public ThrowawayVm take() {
        ThrowawayVm vm = firstRunning();
        lease.ifPresent(length -> vm.compute().renew(vm.id(), length));
        return vm;
    }

    private ThrowawayVm firstRunning() {
        // One may have ended while it waited; none is tried more often than there may be such.
        for (int i = 0; i < size; i++) {
            Optional<ThrowawayVm> vm = running();
            if (vm.isPresent()) {
                return vm.get();
            }
        }
        return next().await();
    }

    /** Returns the next machine; empty when it has ended, or was deleted, while it waited. */
    private Optional<ThrowawayVm> running() {
        Starting next = next();
        try {
            ThrowawayVm vm = next.await();
            if (vm.vm().state() == VmState.RUNNING) {
                return Optional.of(vm);
            }
            vm.close();
        } catch (NotFoundException e) {
            LOG.debug("somebody has deleted it", e);
        }
        LOG.warn("a machine of the warm pool of {} ended while it waited, and is replaced", spec);
        return Optional.empty();
    }

    /** Returns how many machines could be taken at once now. */
    public synchronized int ready() {
        return (int) waiting.stream().filter(Starting::isReady).count();
    }

    private synchronized Starting next() {
        if (closed) {
            throw new IllegalStateException("the warm pool of " + spec + " is closed");
        }
        Optional<Starting> found = first(Starting::isReady)
                .or(() -> first(start -> !start.hasFailed()))
                .or(() -> first(start -> true));
        found.ifPresent(waiting::remove);
        Starting next = found.orElseGet(() -> run.start(spec));
        refill();
        return next;
    }

    private Optional<Starting> first(Predicate<Starting> wanted) {
        return waiting.stream().filter(wanted).findFirst();
    }

    /** What cannot be begun now is told to the one who takes from the empty pool. */
    private void refill() {
        waiting.removeIf(Starting::hasFailed);
        try {
            fill();
        } catch (IaasException | StartFailedException e) {
            LOG.warn("the warm pool of {} cannot be refilled now", spec, e);
        }
    }

    private synchronized void fill() {
        while (waiting.size() < size) {
            waiting.add(run.start(spec));
        }
    }

    /**
     * Deletes the machines that nobody took, and returns when they are gone. Idempotent.
     *
     * @throws IaasException the first failure, when all others are gone
     */
    @Override
    public synchronized void close() {
        closed = true;
        List<Starting> left = List.copyOf(waiting);
        waiting.clear();
        AtOnce.each(left, Starting::delete);
    }
}
