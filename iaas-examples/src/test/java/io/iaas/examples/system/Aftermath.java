package io.iaas.examples.system;

import static io.iaas.examples.system.RealCloud.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.Iaas;
import io.iaas.examples.reliability.Invariants;
import io.iaas.examples.reliability.LogCapture;
import io.iaas.examples.reliability.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * A host of a test's own with foreigners on it, and what must be true of it and of the records when faults are over.
 *
 * @param daemon the host's daemon
 * @param pool the directory of the pool
 * @param log what this process logs
 * @param logging sends it there
 * @param foreigners what others have there
 * @param handles what this process and the daemon held before
 */
record Aftermath(
        PrivateDaemon daemon, Path pool, Path log, LogCapture logging, HostInventory foreigners, Handles handles)
        implements AutoCloseable {
    private static final Duration SETTLING = Duration.ofSeconds(15);

    /** Starts a host, with all that the driver keeps there for itself, and foreigners. */
    static Aftermath in(Path directory) {
        Path log = directory.resolve("log");
        LogCapture logging = new LogCapture(log);
        PrivateDaemon daemon = new PrivateDaemon(directory.resolve("host"));
        Path pool = directory.resolve("pool");
        Site first = new Site(directory.resolve("first.db"), pool);
        // Through a tap, as all that is counted later: from its first channels on the JVM keeps sockets of its own.
        try (WireTap tap = new WireTap(
                        directory.resolve("first.tap"),
                        daemon.socket(),
                        new Stop(Moment.undefine(), Stop.Phase.AFTER));
                Iaas iaas = first.open(tap.uri(), 1)) {
            Script.CREATE.begin(iaas).await(PATIENCE);
        }
        first.clear(daemon.qemuUri());
        new Foreigners(daemon.qemuUri(), Site.POOL, pool).settle();
        HostInventory foreigners = HostInventory.take(daemon.qemuUri(), Site.POOL, pool);
        return new Aftermath(daemon, pool, log, logging, foreigners, Handles.now(daemon));
    }

    String uri() {
        return daemon.qemuUri();
    }

    @Override
    public void close() {
        daemon.close();
        logging.close();
    }

    HostInventory inventory() {
        return HostInventory.take(uri(), Site.POOL, pool);
    }

    /** Checks all invariants, with nobody at work, and that one more start changes nothing. */
    void check(List<Batch.Place> places) {
        HostInventory found = inventory();
        List<String> violations = new ArrayList<>();
        List<String> dumps = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        for (Batch.Place place : places) {
            Records records = Records.read(place.site().database());
            prefixes.add(records.prefix());
            dumps.add(records.dump());
            Invariants.violations(records, found.inventory()).forEach(v -> violations.add(place.cell() + ": " + v));
            found.violations(records.prefix()).forEach(v -> violations.add(place.cell() + ": " + v));
            if (bytesHold(place.site().database(), Script.CANARY)) {
                violations.add(place.cell() + ": I8 the database holds what the guest was told");
            }
        }
        assertThat(violations).isEmpty();
        assertThat(found.foreignTo(prefixes)).as("I3").isEqualTo(foreigners);
        places.parallelStream().forEach(place -> place.site().lookForWork(uri()));
        assertThat(places.stream()
                        .map(place -> Records.read(place.site().database()).dump())
                        .toList())
                .as("I7")
                .isEqualTo(dumps);
        assertThat(inventory()).as("I7").isEqualTo(found);
    }

    /** Deletes everything that is left, and checks that nothing is left then. */
    void clear(List<Batch.Place> places) {
        places.parallelStream().forEach(place -> place.site().clear(uri()));
        assertThat(inventory()).as("I3").isEqualTo(foreigners);
        assertThat(log).content().as("I8").isNotEmpty().doesNotContain(Script.CANARY);
        Awaitility.await("I9").atMost(SETTLING).untilAsserted(() -> handles.check(daemon));
    }

    /** Looks into the bytes of a database, and into the log of what is not yet in it. */
    private static boolean bytesHold(Path database, String text) {
        try {
            for (String suffix : List.of("", "-wal")) {
                Path file = database.resolveSibling(database.getFileName() + suffix);
                if (Files.exists(file)
                        && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
