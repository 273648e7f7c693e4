package io.iaas.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iaas.Iaas;
import io.iaas.compute.Vm;
import io.iaas.compute.VmQuery;
import io.iaas.compute.VmSpec;
import io.iaas.error.ConflictException;
import io.iaas.error.NotFoundException;
import io.iaas.operation.OperationInfo;
import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationQuery;
import io.iaas.operation.OperationState;
import io.iaas.page.PageRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Renewals that come around the moment at which a lease's end is found: a machine is either renewed or deleted. */
class LeaseRaceTest {
    private static final int MACHINES = 60;
    private static final long SPREAD_MILLIS = 2_000;
    private static final PageRequest ALL = PageRequest.first(100);

    @TempDir
    private Path directory;

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(8);

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
    void inMemory() throws Exception {
        try (Iaas iaas = track.inMemory()) {
            assertRace(iaas, iaas);
        }
    }

    @Test
    void twoInstancesOnOneDatabaseFile() throws Exception {
        try (Iaas one = track.onSqlite();
                Iaas other = track.onSqlite()) {
            assertRace(one, other);
        }
    }

    private void assertRace(Iaas one, Iaas other) throws Exception {
        List<Vm> machines = machines(one);
        Map<Vm, Future<Boolean>> renewals = new HashMap<>();
        for (int i = 0; i < MACHINES; i++) {
            Vm vm = machines.get(i);
            Iaas iaas = i % 2 == 0 ? one : other;
            renewals.put(
                    iaas.compute().renew(vm.id(), Duration.ofMillis(1)),
                    threads.schedule(() -> renewed(iaas, vm), i * SPREAD_MILLIS / MACHINES, TimeUnit.MILLISECONDS));
        }
        int renewed = 0;
        for (Map.Entry<Vm, Future<Boolean>> renewal : renewals.entrySet()) {
            boolean stays = renewal.getValue().get();
            renewed += stays ? 1 : 0;
            assertOutcome(one, renewal.getKey(), stays);
        }
        assertThat(one.compute().count(VmQuery.all())).isEqualTo(renewed);
        System.out.println(renewed + " of " + MACHINES + " machines were renewed in time");
    }

    private List<Vm> machines(Iaas iaas) throws IOException {
        track.importBlank(iaas);
        return IntStream.range(0, MACHINES)
                .mapToObj(i -> iaas.compute()
                        .create(VmSpec.named("vm-" + i)
                                .image(RaceTrack.BLANK)
                                .flavor("tiny")
                                .expiresAfter(Duration.ofHours(1))
                                .build()))
                .toList()
                .stream()
                .map(create -> create.await())
                .toList();
    }

    private static boolean renewed(Iaas iaas, Vm vm) {
        try {
            iaas.compute().renew(vm.id(), Duration.ofHours(1));
            return true;
        } catch (NotFoundException | ConflictException e) {
            return false;
        }
    }

    private static void assertOutcome(Iaas iaas, Vm vm, boolean renewed) {
        if (!renewed) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> iaas.compute().find(vm.name()).isEmpty());
        }
        List<OperationInfo> deletes =
                iaas.operations().list(OperationQuery.all().on(vm.id().value()), ALL).items().stream()
                        .filter(operation -> operation.kind().equals(OperationKind.VM_DELETE))
                        .toList();
        if (renewed) {
            assertThat(deletes).as(vm.name()).isEmpty();
        } else {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(iaas.operations()
                                    .get(deletes.get(0).id())
                                    .info()
                                    .progress()
                                    .state())
                            .isEqualTo(OperationState.SUCCEEDED));
            assertThat(deletes).as(vm.name()).hasSize(1);
        }
    }
}
