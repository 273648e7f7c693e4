package io.iaas.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Nothing of a run survives it, however it ends, and nothing of its neighbours is touched. */
class KilledRunIT {
    private static final Logger LOG = LoggerFactory.getLogger(KilledRunIT.class);
    private static final int MANY = 20;
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Longer than what a killed process had begun can take. */
    private static final Duration SETTLED = Duration.ofSeconds(4);

    @TempDir
    private Path leases;

    private Observer observer() {
        return new Observer(leases);
    }

    private void assertGoneWithinTheLimit(ChildRun run) {
        long killed = System.nanoTime();
        await().atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .untilAsserted(
                        () -> assertThat(observer().of(run.installation())).isEmpty());
        LOG.warn("all of run {} was gone after {} ms", run.installation(), (System.nanoTime() - killed) / 1_000_000);
    }

    /** The pool and the network are gone with the last run. */
    private static void assertNothingIsShared(String place) {
        assertThat(Observer.shared(place)).isEmpty();
    }

    @Test
    @Tag("guest")
    void nothingIsLeftOfAKilledRunWithTwentyMachinesAndItsNeighbourRunsOn() throws IOException {
        try (ChildRun neighbour = ChildRun.start(leases, 2);
                ChildRun victim = ChildRun.start(leases, MANY)) {
            Map<String, String> untouched = observer().runningOf(neighbour.installation());
            assertThat(untouched).hasSize(2);
            assertThat(observer().runningOf(victim.installation())).hasSize(MANY);

            victim.killGroup();
            assertGoneWithinTheLimit(victim);

            assertThat(victim.awaitEnd()).isNotZero();
            assertThat(neighbour.isAlive()).isTrue();
            assertThat(observer().runningOf(neighbour.installation())).isEqualTo(untouched);
            assertThat(neighbour.end()).isZero();
            assertThat(observer().of(neighbour.installation())).isEmpty();
            assertNothingIsShared(victim.place());
        }
    }

    @Test
    void nothingIsLeftOfARunThatWasKilledWhileItsMachinesWereMade() throws IOException {
        try (ChildRun victim = ChildRun.begin(leases, 6)) {
            await().atMost(PATIENCE)
                    .pollInterval(POLL)
                    .until(() ->
                            observer().of(victim.installation()).stream().anyMatch(left -> left.startsWith("domain ")));

            victim.killGroup();
            assertGoneWithinTheLimit(victim);

            await().during(SETTLED)
                    .atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(observer().of(victim.installation())).isEmpty());
            assertNothingIsShared(victim.place());
        }
    }

    @Test
    void whatARunLeftThatWasKilledWithItsReaperIsRemovedByTheNextOne() throws IOException {
        try (ChildRun victim = ChildRun.start(leases, 3)) {
            victim.killReaper();
            victim.killGroup();
            victim.awaitEnd();
            assertThat(observer().of(victim.installation()))
                    .anyMatch(left -> left.startsWith("file "))
                    .anyMatch(left -> left.startsWith("lease "));

            try (ChildRun next = ChildRun.start(leases, 1)) {
                assertThat(observer().of(victim.installation())).isEmpty();
                assertThat(observer().runningOf(next.installation())).hasSize(1);
                assertThat(next.end()).isZero();
                assertThat(observer().of(next.installation())).isEmpty();
                assertNothingIsShared(victim.place());
            }
        }
    }

    @Test
    void runThatIsAskedToEndLeavesNothing() throws IOException {
        try (ChildRun run = ChildRun.start(leases, 3)) {
            // As a run leaves it that is killed while it proves KVM.
            Observer.addVolume(run.place(), "iaas-kvm-proof-" + UUID.randomUUID());
            run.terminate();

            assertThat(observer().of(run.installation())).isEmpty();
            assertNothingIsShared(run.place());
        }
    }
}
