package io.iaas.faults;

import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** The database as one process sees it: each commit that matters is a moment, and it fails when told to. */
final class WatchedDatabase implements Repositories {
    private final World world;
    private final Instance instance;
    private final AtomicInteger refusedWrites = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    /**
     * Held for a write and what lies in ambush behind it, but by workers. A dispatcher that looks for work unasked would
     * otherwise claim an operation before the moment behind its submission has come.
     */
    private final ReentrantLock turns = new ReentrantLock();

    WatchedDatabase(World world, Instance instance) {
        this.world = world;
        this.instance = instance;
    }

    private record Written<T>(T result, Optional<Moment> moment) {}

    /** Rolls a transaction back, so that what waits for its moment can strike outside of it. */
    private static final class Halted extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Moment moment;

        Halted(Moment moment) {
            super(moment.toString(), null, false, false);
            this.moment = moment;
        }
    }

    void refuseNothing() {
        refuseWrites(0);
        refuseAll(0);
    }

    void refuseWrites(int writes) {
        refusedWrites.set(writes);
    }

    void refuseAll(int accesses) {
        refused.set(accesses);
    }

    @Override
    public <T> T write(Function<RepositorySession, T> work) {
        boolean inTurn = !Instance.isWorker(Thread.currentThread());
        world.stirrings.begin();
        if (inTurn) {
            turns.lock();
        }
        try {
            return written(work);
        } finally {
            if (inTurn) {
                turns.unlock();
            }
            world.stirrings.end();
        }
    }

    private <T> T written(Function<RepositorySession, T> work) {
        answer();
        if (taken(refusedWrites)) {
            world.stirrings.call();
            throw Mishap.unavailable();
        }
        Written<T> written;
        try {
            written = world.tables.write(session -> apply(session, work, true));
        } catch (Halted halted) {
            world.ambushes.strike(instance, halted.moment);
            answer();
            written = world.tables.write(session -> apply(session, work, false));
        }
        written.moment.ifPresent(moment -> {
            instance.changed(moment.toString());
            if (!moment.inStep()) {
                world.stirrings.call();
            }
            world.ambushes.strike(instance, moment.on(Moment.Side.AFTER));
        });
        if (Instance.isDispatcher(Thread.currentThread()) && written.result.equals(List.of())) {
            instance.foundNothing();
        }
        return written.result;
    }

    private <T> Written<T> apply(RepositorySession session, Function<RepositorySession, T> work, boolean halt) {
        Standing before = Standing.of(session);
        T result = work.apply(WalkWatch.on(session, instance));
        Optional<Moment> moment = Standing.between(before, Standing.of(session));
        moment.filter(m -> halt && world.ambushes.waitFor(m)).ifPresent(m -> {
            throw new Halted(m);
        });
        if (instance.dead()) {
            throw Mishap.unavailable();
        }
        return new Written<>(result, moment);
    }

    @Override
    public <T> T read(Function<RepositorySession, T> work) {
        answer();
        return world.tables.read(session -> work.apply(WalkWatch.on(session, instance)));
    }

    private void answer() {
        if (instance.dead()) {
            throw Mishap.unavailable();
        }
        if (taken(refused)) {
            world.stirrings.call();
            throw Mishap.unavailable();
        }
    }

    private static boolean taken(AtomicInteger left) {
        return left.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0;
    }

    @Override
    public void close() {}
}
