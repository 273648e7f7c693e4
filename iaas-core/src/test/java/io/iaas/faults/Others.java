package io.iaas.faults;

import io.iaas.operation.OperationId;
import io.iaas.spi.repository.ClaimedOperation;
import io.iaas.spi.repository.OperationRepository.KindVersion;
import io.iaas.spi.repository.StoredOperation;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What others do to the newest operation while a process is at work on it. */
final class Others {
    private static final Duration LOOKED_FOR_A_STOP = Duration.ofSeconds(1);

    private Others() {}

    /** Has another process take the operation: at the second try also from a worker that took it at the first. */
    static void steal(World world) {
        for (int tries = 0; tries < 2; tries++) {
            world.clock.advance(World.LEASE.plus(World.TICK));
            Optional<ClaimedOperation> stolen =
                    world.standing().operation().flatMap(operation -> claimAsThief(world, operation));
            if (stolen.isPresent()) {
                world.violations.claimed(stolen.get().claim());
                world.rest.strand();
                return;
            }
        }
    }

    private static Optional<ClaimedOperation> claimAsThief(World world, StoredOperation operation) {
        Set<KindVersion> kinds = Set.of(new KindVersion(operation.kind(), operation.definitionVersion()));
        return world.tables.write(session ->
                session.operations().claimNext("thief", kinds, World.LEASE, Duration.ZERO, Optional.empty()));
    }

    /**
     * Has somebody ask to stop the operation, and lets so much time pass that a step that waits looks.
     *
     * @param tooLate whether he must be told that it can no longer turn back
     */
    static void cancel(World world, boolean tooLate) {
        OperationId id = world.standing().operation().orElseThrow().id();
        if (world.instance().operations.get(id).cancel() && tooLate) {
            world.violations.add("a cancel was taken that comes too late");
        }
        world.clock.advance(LOOKED_FOR_A_STOP);
    }
}
