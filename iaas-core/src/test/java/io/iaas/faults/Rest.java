package io.iaas.faults;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** How a world comes to rest: time passes and processes restart until all operations are settled. */
final class Rest {
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final int MOST_IDLE = 10;

    private final World world;
    private final AtomicBoolean stranded = new AtomicBoolean();

    Rest(World world) {
        this.world = world;
    }

    /** The operation is claimed and nobody works on it. */
    void strand() {
        stranded.set(true);
    }

    Standing await() {
        for (int idle = 0; idle < MOST_IDLE; ) {
            long seen = world.stirrings.calls();
            boolean settled = world.allIsSettled();
            Standing standing = world.standing();
            if (standing.operation().isEmpty() || settled) {
                world.stirrings.awaitRest(World.PATIENCE);
                return standing;
            }
            goOn(standing);
            if (!world.stirrings.awaitCall(seen, IDLE) && !Threads.workOn(standing)) {
                // A worker that read its clock before it jumped has left the operation claimed.
                strand();
                idle++;
            }
        }
        throw new AssertionError("nothing moves any more: " + world.standing());
    }

    private void goOn(Standing standing) {
        if (world.instance().dead()) {
            world.restart();
        }
        if (stranded.getAndSet(false)) {
            world.clock.advance(World.LEASE.plus(World.GRACE).plus(World.TICK));
        }
        Duration wait = Duration.between(world.clock.now(), standing.status().nextAt());
        world.clock.advance(wait.isNegative() ? Duration.ZERO : wait.plus(World.TICK));
        world.instance().ring();
    }

    /** Ends the process, and has another one look whether anything is left to do. */
    void recoverOnceMore() {
        world.instance().close();
        world.clock.advance(Duration.ofHours(1));
        world.restart();
        if (!world.instance().awaitNothingFound()) {
            throw new AssertionError("the next process finds work all the time");
        }
        world.instance().close();
    }
}
