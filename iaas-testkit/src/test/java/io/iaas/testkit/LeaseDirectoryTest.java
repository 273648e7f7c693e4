package io.iaas.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leases tell the dead from the living, and who is the last at a place. Other processes' are proven by KilledRunIT. */
class LeaseDirectoryTest {
    private static final String URI = "qemu:///system";
    private static final String ONE = "000000000001";
    private static final String OTHER = "000000000002";

    @TempDir
    private Path temporary;

    @SuppressWarnings("NullAway.Init")
    private LeaseDirectory directory;

    @BeforeEach
    void makeDirectory() {
        directory = LeaseDirectory.at(temporary.resolve("leases"), "here");
    }

    /** Leaves a lease as a process does that dies. */
    private static void die(Lease lease) {
        lease.file().close();
    }

    private List<Path> leases() throws IOException {
        try (Stream<Path> files = Files.list(directory.path())) {
            return files.filter(file -> file.toString().endsWith(".lease")).toList();
        }
    }

    @Test
    void leaseOfALivingRunIsNotTaken() {
        directory.begin(ONE, URI);

        assertThat(directory.takeDead()).isEmpty();
        assertThat(directory.takeDead(ONE)).isEmpty();
        assertThat(directory.has(ONE)).isTrue();
    }

    @Test
    void leaseOfADeadRunIsTakenOnceAndTellsWhatItLeft() {
        Lease begun = directory.begin(ONE, URI);
        Lease living = directory.begin(OTHER, URI);
        die(begun);

        List<Lease> taken = directory.takeDead();

        assertThat(taken).singleElement().satisfies(lease -> {
            assertThat(lease.installation()).isEqualTo(ONE);
            assertThat(lease.place()).isEqualTo(begun.place()).isEqualTo(living.place());
        });
        assertThat(directory.takeDead()).isEmpty();
    }

    @Test
    void endedLeaseIsGone() throws IOException {
        directory.end(directory.begin(ONE, URI), () -> {});

        assertThat(leases()).isEmpty();
        assertThat(directory.has(ONE)).isFalse();
    }

    @Test
    void onlyTheLastAtAPlaceIsToldSo() {
        AtomicInteger last = new AtomicInteger();
        Lease first = directory.begin(ONE, URI);
        Lease second = directory.begin(OTHER, URI);
        Lease elsewhere = directory.begin("000000000003", "qemu:///session");

        directory.end(first, last::incrementAndGet);
        assertThat(last).hasValue(0);
        directory.end(second, last::incrementAndGet);
        assertThat(last).hasValue(1);
        directory.end(elsewhere, last::incrementAndGet);
        assertThat(last).hasValue(2);
    }

    @Test
    void leaseThatWasNotWrittenToItsEndIsRemoved() throws IOException {
        Lease begun = directory.begin(ONE, URI);
        die(begun);
        Files.writeString(begun.file().path(), URI);

        assertThat(directory.takeDead()).isEmpty();
        assertThat(leases()).isEmpty();
    }

    @Test
    void filesThatAreNoLeasesAreLeftAlone() throws IOException {
        Path notes = Files.writeString(directory.path().resolve("notes.lease"), "mine");

        assertThat(directory.takeDead()).isEmpty();
        assertThat(notes).exists();
    }

    @Test
    void leasesOfAnotherHostAreLeftToIt() {
        LeaseDirectory there = LeaseDirectory.at(directory.path(), "there");
        die(there.begin(ONE, URI));

        assertThat(directory.takeDead()).isEmpty();
        assertThat(there.takeDead()).hasSize(1);
    }

    @Test
    void placesAreSharedByThoseWhoShareTheDirectoryAndTheHost() {
        Lease lease = directory.begin(ONE, URI);
        Lease same = directory.begin(OTHER, URI);
        Lease otherHost = LeaseDirectory.at(directory.path(), "there").begin(ONE, URI);
        Lease otherDirectory =
                LeaseDirectory.at(temporary.resolve("others"), "here").begin(ONE, URI);

        assertThat(same.place()).isEqualTo(lease.place());
        assertThat(otherHost.place()).isNotEqualTo(lease.place());
        assertThat(otherDirectory.place()).isNotEqualTo(lease.place());
    }

    @Test
    void nobodyElseMayLookIn() throws IOException {
        assertThat(Files.getPosixFilePermissions(directory.path()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }
}
