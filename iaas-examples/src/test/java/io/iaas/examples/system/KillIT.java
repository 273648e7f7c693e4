package io.iaas.examples.system;

import static io.iaas.examples.system.RealCloud.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.Iaas;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that is killed before, amidst or after any effect on libvirt is made good by the next one. */
class KillIT {
    private static final Report REPORT = new Report("KillIT", "kills");

    @TempDir
    static Path shared;

    private static PrivateDaemon daemon;
    private static Aftermath aftermath;

    @BeforeAll
    static void prepare() throws IOException {
        daemon = new PrivateDaemon(Files.createDirectory(shared.resolve("host")));
        aftermath = Aftermath.on(daemon, shared);
    }

    @AfterAll
    static void end() throws IOException {
        daemon.close();
        REPORT.write();
    }

    @ParameterizedTest
    @EnumSource
    void whateverAKilledProcessHadUnderWayIsFinishedOrUndone(Cell.Group group, @TempDir Path directory)
            throws Exception {
        List<Batch.Place> places;
        Path log = directory.resolve("log");
        try (Batch batch = new Batch(daemon, directory, aftermath.pool(), group.cells())) {
            places = batch.places();
            Process victim = victim(log, places);
            try {
                batch.awaitStops();
                batch.sendInFlight();
            } catch (AssertionError e) {
                throw new AssertionError(Files.readString(log), e);
            } finally {
                victim.destroyForcibly().waitFor();
            }
        }
        REPORT.add(places.size(), 1);
        recover(places);
        aftermath.check(places);
        aftermath.clear(places);
        assertThat(log).content().as("I8").doesNotContain(Script.CANARY);
    }

    private static Process victim(Path log, List<Batch.Place> places) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Diaas.guests=" + RealCloud.guest(""),
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                aftermath.pool().toString()));
        for (Batch.Place place : places) {
            command.addAll(List.of(
                    place.cell().script().name(),
                    place.site().database().toString(),
                    place.tap().uri()));
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** One process after the kill, for all of them. */
    private static void recover(List<Batch.Place> places) throws Exception {
        long began = System.nanoTime();
        List<Iaas> all = new ArrayList<>();
        try {
            places.forEach(place -> all.add(place.site().open(daemon.qemuUri(), 1)));
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
