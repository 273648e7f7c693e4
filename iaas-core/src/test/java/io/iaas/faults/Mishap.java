package io.iaas.faults;

import io.iaas.error.ErrorCode;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.repository.RepositoryException;
import java.time.Duration;

/** What goes wrong at a moment. What it throws, the caller of the host or of the database gets. */
@FunctionalInterface
interface Mishap {
    Duration CALL_LIMIT = Duration.ofSeconds(30);

    void strike(World world, Instance instance, Moment moment);

    /** The driver reports an error; a time-out comes after the silence that it is named for. */
    static Mishap driverFails(ErrorCode code) {
        return (world, instance, moment) -> {
            if (code == ErrorCode.HYPERVISOR_TIMEOUT) {
                world.pass(CALL_LIMIT);
            }
            throw new HypervisorException(code, "call " + moment.what() + " failed", "injected");
        };
    }

    /** A defect of the driver. */
    static Mishap driverBreaks() {
        return (world, instance, moment) -> {
            throw new IllegalStateException("a defect of the driver in " + moment.what());
        };
    }

    /** The database does not answer this once; behind a commit, nobody knows that it took place. */
    static Mishap databaseFails() {
        return (world, instance, moment) -> {
            throw failure(world, moment);
        };
    }

    /** The database refuses this and the next writes; reads go on. */
    static Mishap databaseIsFull(int writes) {
        return (world, instance, moment) -> {
            instance.database().refuseWrites(writes);
            throw failure(world, moment);
        };
    }

    /** The database is away for this and the next accesses. */
    static Mishap databaseIsAway(int accesses) {
        return (world, instance, moment) -> {
            instance.database().refuseAll(accesses);
            if (!moment.call()) {
                throw failure(world, moment);
            }
        };
    }

    /** The process dies: nothing of it reaches the host or the database any more. */
    static Mishap processDies() {
        return (world, instance, moment) -> {
            instance.die();
            world.rest.strand();
            throw Death.ofCaller();
        };
    }

    /** The lease runs out, and another process takes the operation, and does nothing with it. */
    static Mishap claimIsLost() {
        return (world, instance, moment) -> Others.steal(world);
    }

    /** Somebody asks to stop the operation; behind the pivot and on the way back he must be refused. */
    static Mishap somebodyCancels() {
        return (world, instance, moment) -> Others.cancel(world, moment.beyondPivot() || moment.undo());
    }

    /** The deadline passes. */
    static Mishap deadlinePasses() {
        return (world, instance, moment) -> world.clock.advance(Stops.DEADLINE.plusSeconds(1));
    }

    /** Whoever claims an operation and does not hear so leaves it until the lease has run out. */
    private static RepositoryException failure(World world, Moment moment) {
        if (moment.is(Moment.CLAIM) && !moment.before()) {
            world.rest.strand();
        }
        return unavailable();
    }

    static RepositoryException unavailable() {
        return new RepositoryException(ErrorCode.DATABASE_UNAVAILABLE, "injected");
    }
}
