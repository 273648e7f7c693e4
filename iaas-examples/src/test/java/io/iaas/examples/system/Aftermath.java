package io.iaas.examples.system;

import static io.iaas.examples.system.RealCloud.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.Iaas;
import io.iaas.examples.reliability.Invariants;
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
 * What must be true of a host and of the records on it when faults are over.
 *
 * @param daemon the host's daemon
 * @param pool the directory of the pool
 * @param foreigners what others have there
 * @param handles what this process and the daemon held before
 */
record Aftermath(PrivateDaemon daemon, Path pool, HostInventory foreigners, Handles handles) {
    private static final Duration SETTLING = Duration.ofSeconds(15);

    /** Prepares a host: all that the driver keeps there for itself, and foreigners. */
    static Aftermath on(PrivateDaemon daemon, Path directory) {
        Path pool = directory.resolve("pool");
        try (Iaas iaas = new Site(directory.resolve("first.db"), pool).open(daemon.qemuUri(), 1)) {
            Script.CREATE.begin(iaas).await(PATIENCE);
            Site.clear(iaas);
        }
        new Foreigners(daemon.qemuUri(), Site.POOL, pool).settle();
        return new Aftermath(daemon, pool, HostInventory.take(daemon.qemuUri(), Site.POOL, pool), Handles.now(daemon));
    }

    HostInventory inventory() {
        return HostInventory.take(daemon.qemuUri(), Site.POOL, pool);
    }

    /** Checks all invariants, with nobody at work, and that one more start changes nothing. */
    void check(List<Batch.Place> places) throws InterruptedException {
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
        for (Batch.Place place : places) {
            place.site().lookForWork(daemon.qemuUri());
        }
        assertThat(places.stream()
                        .map(place -> Records.read(place.site().database()).dump()))
                .as("I7")
                .isEqualTo(dumps);
        assertThat(inventory()).as("I7").isEqualTo(found);
    }

    /** Deletes everything that is left, and checks that nothing is left then. */
    void clear(List<Batch.Place> places) {
        for (Batch.Place place : places) {
            try (Iaas iaas = place.site().open(daemon.qemuUri(), 1)) {
                Site.clear(iaas);
            }
        }
        assertThat(inventory()).as("I3").isEqualTo(foreigners);
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
