package io.iaas.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.Iaas;
import io.iaas.compute.VmId;
import io.iaas.compute.VmQuery;
import io.iaas.compute.VmSpec;
import io.iaas.identity.Project;
import io.iaas.operation.Operation;
import io.iaas.page.PageRequest;
import io.iaas.quota.Quota;
import io.iaas.quota.QuotaExceededException;
import io.iaas.quota.QuotaResource;
import io.iaas.quota.QuotaService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However many ask at once for the last of a quota, and in however many instances, it is given out once. */
class QuotaRaceTest {
    private static final int RACERS = 100;
    private static final int LIMIT = 10;

    @TempDir
    private Path directory;

    private final ExecutorService threads = Executors.newFixedThreadPool(RACERS);

    @SuppressWarnings("NullAway.Init")
    private RaceTrack track;

    @BeforeEach
    void openTrack() {
        track = new RaceTrack(directory);
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void hundredThreadsOfOneInstanceInMemoryGetNoMoreThanTheLimit() throws Exception {
        try (Iaas iaas = track.inMemory()) {
            assertRaces(iaas, iaas);
        }
    }

    @Test
    void hundredThreadsOfOneInstanceOnSqliteGetNoMoreThanTheLimit() throws Exception {
        try (Iaas iaas = track.onSqlite()) {
            assertRaces(iaas, iaas);
        }
    }

    @Test
    void twoInstancesOnOneDatabaseFileGetNoMoreThanTheLimitTogether() throws Exception {
        try (Iaas one = track.onSqlite();
                Iaas other = track.onSqlite()) {
            assertRaces(one, other);
        }
    }

    private void assertRaces(Iaas one, Iaas other) throws IOException {
        track.importBlank(one);
        QuotaService quota = one.project(Project.DEFAULT).quotas();
        quota.set(Quota.unlimited().withLimit(QuotaResource.VMS, LIMIT));

        for (int round = 0; round < 2; round++) {
            assertThat(race(round, one, other)).isEqualTo(LIMIT);
            assertThat(quota.usage().used(QuotaResource.VMS)).isEqualTo(LIMIT);
            assertThat(one.compute().count(VmQuery.all())).isEqualTo(LIMIT);
            assertThat(quota.drift()).isEmpty();

            deleteAll(one, other);
            assertThat(quota.usage().used(QuotaResource.VMS)).isZero();
            assertThat(quota.usage().used(QuotaResource.MEMORY_MIB)).isZero();
        }
    }

    /** Returns how many of the racers, who start at once, got a machine. */
    private long race(int round, Iaas one, Iaas other) {
        CountDownLatch ready = new CountDownLatch(RACERS);
        List<CompletableFuture<Boolean>> racers = IntStream.range(0, RACERS)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> {
                            ready.countDown();
                            awaitAll(ready);
                            return creates(i % 2 == 0 ? one : other, "vm-" + round + "-" + i);
                        },
                        threads))
                .toList();
        return racers.stream().filter(CompletableFuture::join).count();
    }

    private static void awaitAll(CountDownLatch ready) {
        try {
            ready.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("stopped at the start", e);
        }
    }

    private static boolean creates(Iaas iaas, String name) {
        try {
            iaas.compute()
                    .create(VmSpec.named(name)
                            .image(RaceTrack.BLANK)
                            .flavor("tiny")
                            .build());
            return true;
        } catch (QuotaExceededException e) {
            assertThat(e.resource()).isEqualTo(QuotaResource.VMS);
            return false;
        }
    }

    private static void deleteAll(Iaas one, Iaas other) {
        List<Operation<VmId>> deletions = one.compute().list(VmQuery.all(), PageRequest.first(RACERS)).items().stream()
                .map(vm -> other.compute().delete(vm.id()))
                .toList();
        deletions.forEach(Operation::await);
    }
}
