package io.iaas.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iaas.compute.MetricGroup;
import io.iaas.image.DiskFormat;
import io.iaas.image.Firmware;
import io.iaas.spi.hypervisor.Boot;
import io.iaas.spi.hypervisor.DiskAttachment;
import io.iaas.spi.hypervisor.DomainMetrics;
import io.iaas.spi.hypervisor.DomainState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a guest whose QEMU answers nobody costs those who ask for metrics, and everybody else. */
@Tag("guest")
class HungGuestIT {
    private static final Set<MetricGroup> ALL = EnumSet.allOf(MetricGroup.class);
    private static final Duration LIMIT = Duration.ofSeconds(8);
    private static final Duration GIVEN_UP = LIMIT.dividedBy(4);
    private static final Duration QUICK = Duration.ofSeconds(1);
    private static byte[] disk = new byte[0];

    private final LibvirtHypervisor hypervisor =
            TestHost.qemu().callLimit(LIMIT).build();
    private final List<Machine> machines = new ArrayList<>();

    @BeforeAll
    static void readGuest() {
        disk = TestHost.rawGuest("d/disk.qcow2");
    }

    @AfterEach
    void leaveNothing() {
        machines.forEach(Machine::close);
        hypervisor.release();
        hypervisor.close();
        await().atMost(TestHost.PATIENCE)
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .noneMatch(name -> name.startsWith("iaas-libvirt-") && name.contains("-metrics-")));
    }

    @Test
    void hungGuestCostsOneReadAPartOfTheLimitAndNobodyElseAnything() {
        Machine hung = machine();
        Machine sound = machine();
        assertThat(read()).hasSize(2).allSatisfy((id, metrics) -> assertWhole(metrics));

        try (StoppedQemu stopped = new StoppedQemu(hung)) {
            assertThat(stopped).isNotNull();
            Map<UUID, DomainMetrics> first = within(GIVEN_UP, LIMIT, this::read);
            assertWhole(of(first, sound));
            assertAsFarAsKnown(of(first, hung));

            for (int i = 0; i < 20; i++) {
                Map<UUID, DomainMetrics> next = within(Duration.ZERO, QUICK, this::read);
                assertWhole(of(next, sound));
                assertAsFarAsKnown(of(next, hung));
            }
            assertThat(within(Duration.ZERO, QUICK, () -> hypervisor.domains().states()))
                    .containsEntry(id(hung), DomainState.RUNNING)
                    .containsEntry(id(sound), DomainState.RUNNING);
            within(Duration.ZERO, QUICK, () -> {
                hypervisor.power().pause(sound.ref());
                hypervisor.power().resume(sound.ref());
                return sound;
            });
        }

        await().atMost(TestHost.PATIENCE)
                .untilAsserted(() -> assertThat(read()).allSatisfy((id, metrics) -> assertWhole(metrics)));
    }

    @Test
    void listsAndOperationsDoNotWaitWhileAReadHangs() throws Exception {
        Machine hung = machine();
        Machine sound = machine();
        ExecutorService readers = Executors.newFixedThreadPool(4);
        try (StoppedQemu stopped = new StoppedQemu(hung)) {
            assertThat(stopped).isNotNull();
            Callable<Map<UUID, DomainMetrics>> reading = () -> within(Duration.ZERO, LIMIT, this::read);
            List<Future<Map<UUID, DomainMetrics>>> reads =
                    Stream.generate(() -> readers.submit(reading)).limit(4).toList();

            int looks = 0;
            while (reads.stream().noneMatch(Future::isDone)) {
                assertThat(within(
                                Duration.ZERO, QUICK, () -> hypervisor.domains().states()))
                        .containsEntry(id(hung), DomainState.RUNNING);
                within(Duration.ZERO, QUICK, () -> hypervisor.domains().find(sound.ref()));
                looks++;
            }

            assertThat(looks).isGreaterThan(10);
            for (Future<Map<UUID, DomainMetrics>> read : reads) {
                assertWhole(of(read.get(), sound));
                assertAsFarAsKnown(of(read.get(), hung));
            }
        } finally {
            readers.shutdown();
        }
    }

    @Test
    void manyHungGuestsHoldNoMoreThanAFewReads() {
        Machine sound = machine();
        List<StoppedQemu> stopped = new ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) {
                stopped.add(new StoppedQemu(machine()));
            }
            for (int i = 0; i < 3; i++) {
                assertThat(within(Duration.ZERO, LIMIT, this::read)).hasSize(6);
            }

            Map<UUID, DomainMetrics> bounded = within(Duration.ZERO, QUICK, this::read);

            assertThat(bounded)
                    .hasSize(6)
                    .allSatisfy((id, metrics) -> assertThat(metrics.nics()).hasSize(1));
            assertThat(of(bounded, sound).disks()).isEmpty();
            assertThat(within(Duration.ZERO, QUICK, () -> hypervisor.domains().states()))
                    .hasSizeGreaterThanOrEqualTo(6);
        } finally {
            stopped.forEach(StoppedQemu::close);
        }
        await().atMost(TestHost.PATIENCE)
                .untilAsserted(() -> assertThat(read()).allSatisfy((id, metrics) -> assertWhole(metrics)));
    }

    private Map<UUID, DomainMetrics> read() {
        return hypervisor.metrics().read(machines.stream().map(HungGuestIT::id).collect(Collectors.toSet()), ALL);
    }

    private Machine machine() {
        Machine machine = new Machine(hypervisor);
        machines.add(machine);
        machine.start(
                16,
                new Boot.Disk(Firmware.BIOS),
                new DiskAttachment(machine.volume("disk0", disk), DiskFormat.RAW, false));
        return machine;
    }

    private static DomainMetrics of(Map<UUID, DomainMetrics> read, Machine machine) {
        return Optional.ofNullable(read.get(id(machine))).orElseThrow();
    }

    private static UUID id(Machine machine) {
        return machine.ref().vmId().value();
    }

    private static void assertWhole(DomainMetrics metrics) {
        assertThat(metrics.cpuTimeNanos()).isPresent();
        assertThat(metrics.memory()).isPresent();
        assertThat(metrics.disks()).hasSize(1);
        assertThat(metrics.nics()).hasSize(1);
    }

    private static void assertAsFarAsKnown(DomainMetrics metrics) {
        assertThat(metrics.memory()).isEmpty();
        assertThat(metrics.disks()).isEmpty();
        assertThat(metrics.nics()).hasSize(1);
    }

    /** Returns what a call gives, which takes at least and at most this long. */
    private static <T> T within(Duration least, Duration most, Supplier<T> call) {
        long start = System.nanoTime();
        T result = call.get();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(least, most);
        return result;
    }
}
