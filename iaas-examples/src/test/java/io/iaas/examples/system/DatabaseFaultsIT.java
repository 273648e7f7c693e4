package io.iaas.examples.system;

import static io.iaas.examples.system.RealCloud.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.Iaas;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmState;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationState;
import io.iaas.spi.repository.RepositoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that cannot be written amidst an operation costs time, and no operation. */
@Tag("matrix")
class DatabaseFaultsIT {
    @AutoClose("write")
    private static final Report REPORT = new Report("DatabaseFaultsIT", "faults of the database");

    @AutoClose
    private static Aftermath aftermath;

    @BeforeAll
    static void prepare(@TempDir Path shared) {
        aftermath = Aftermath.in(shared);
    }

    private interface Fault {
        /** Strikes, and returns what ends it. */
        AutoCloseable strike(Path database);
    }

    @Test
    void databaseThatAnotherProcessLocksForLongIsWaitedFor(@TempDir Path directory) throws Exception {
        // Who waits behind one who waits for the lock is told that his turn did not come.
        survives(directory, "(is|is busy with writes, or) locked by another process.*", LockHolder::new);
    }

    @Test
    void databaseOnAFullDiskIsWaitedFor(@TempDir Path directory) throws Exception {
        try (SmallDisk disk = new SmallDisk(directory.resolve("disk"), 4)) {
            survives(directory.resolve("disk"), "is full, or its disk is.*", database -> {
                disk.fill();
                return disk::free;
            });
        }
    }

    private static void survives(Path directory, String words, Fault fault) throws Exception {
        Cell cell =
                new Cell(Script.CREATE, Moment.define(), Stop.Phase.AFTER, Optional.empty(), OperationState.SUCCEEDED);
        List<Batch.Place> places;
        try (Batch batch = new Batch(aftermath, directory, List.of(cell))) {
            places = batch.places();
            Batch.Place place = places.get(0);
            try (Iaas iaas = place.site().open(place.tap().uri(), 1)) {
                Script.prepare(iaas);
                Operation<Vm> create = Script.create(iaas);
                VmId vm = new VmId(create.info().target().id());
                batch.awaitStops();
                long began;
                try (AutoCloseable struck = fault.strike(place.site().database())) {
                    batch.release();
                    assertThatThrownBy(() -> iaas.compute().delete(vm))
                            .as(struck.toString())
                            .isInstanceOf(RepositoryException.class)
                            .hasMessageMatching("database .* " + words);
                    Awaitility.await("the end of the lease").atMost(PATIENCE).until(() -> !isAtWork(create));
                    began = System.nanoTime();
                }
                assertThat(create.await(PATIENCE).state()).isEqualTo(VmState.RUNNING);
                REPORT.add(1, 1);
                REPORT.recovered(Report.since(began));
            }
        }
        aftermath.check(places);
        aftermath.clear(places);
    }

    /** A worker says by its thread's name what it works on. */
    private static boolean isAtWork(Operation<?> operation) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().contains(operation.id().toString()));
    }
}
