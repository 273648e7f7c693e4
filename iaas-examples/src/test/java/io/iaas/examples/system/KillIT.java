package io.iaas.examples.system;

import static io.iaas.examples.system.RealCloud.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.Iaas;
import io.iaas.examples.reliability.ChildJvm;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that is killed before, amidst or after any effect on libvirt is made good by the next one. */
@Tag("matrix")
class KillIT {
    @AutoClose("write")
    private static final Report REPORT = new Report("KillIT", "kills");

    @AutoClose
    private static Aftermath aftermath;

    @BeforeAll
    static void prepare(@TempDir Path shared) {
        aftermath = Aftermath.in(shared);
    }

    @ParameterizedTest
    @EnumSource
    void whateverAKilledProcessHadUnderWayIsFinishedOrUndone(Cell.Group group, @TempDir Path directory)
            throws Exception {
        List<Batch.Place> places;
        Path log = directory.resolve("log");
        try (Batch batch = new Batch(aftermath, directory, group.cells())) {
            places = batch.places();
            ChildJvm victim = new ChildJvm(Victim.class, log, arguments(places));
            try {
                batch.awaitStops();
                batch.sendInFlight();
            } catch (AssertionError e) {
                throw new AssertionError(Files.readString(log), e);
            } finally {
                victim.close();
            }
        }
        REPORT.add(places.size(), 1);
        recover(places);
        aftermath.check(places);
        aftermath.clear(places);
        assertThat(log).content().as("I8").isNotEmpty().doesNotContain(Script.CANARY);
    }

    private static Object[] arguments(List<Batch.Place> places) {
        Stream<Object> sites = places.stream()
                .flatMap(place -> Stream.of(
                        place.cell().script().name(),
                        place.site().database(),
                        place.tap().uri()));
        return Stream.concat(Stream.of(RealCloud.guest(""), aftermath.pool()), sites)
                .toArray();
    }

    /** One process after the kill, for all of them. */
    private static void recover(List<Batch.Place> places) throws Exception {
        long began = System.nanoTime();
        List<Iaas> all = new ArrayList<>();
        try {
            places.forEach(place -> all.add(place.site().open(aftermath.uri(), 1)));
            for (int i = 0; i < all.size(); i++) {
                Cell cell = places.get(i).cell();
                OperationInfo end = end(all.get(i));
                assertThat(end.state()).as("%s: %s", cell, end).isEqualTo(cell.end());
            }
            REPORT.recovered(Report.since(began));
        } finally {
            all.forEach(Iaas::close);
        }
    }

    private static OperationInfo end(Iaas iaas) throws Exception {
        Operation<?> operation = iaas.operations().get(Batch.last(iaas).id());
        return operation
                .completion()
                .handle((result, failure) -> operation.info())
                .toCompletableFuture()
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
