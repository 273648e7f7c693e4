package io.iaas.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.iaas.compute.VmId;
import io.iaas.compute.VmQuery;
import io.iaas.compute.VmState;
import io.iaas.compute.WaitCondition;
import io.iaas.error.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Machines that were started before they are wanted, on real QEMU. */
@Tag("guest")
class WarmPoolIT {
    private static final Logger LOG = LoggerFactory.getLogger(WarmPoolIT.class);
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @BeforeAll
    static void choose() {
        Guests.useTranslator();
    }

    private static ThrowawaySpec.Builder tiny() {
        return ThrowawaySpec.disk(Guests.bootSector()).memoryMib(16).waitFor(WaitCondition.console("D BOOT 1"), LIMIT);
    }

    private static List<String> domains() {
        return new Observer(ThrowawaySettings.ofThisProcess().leases())
                .of(Run.current().installation()).stream()
                        .filter(left -> left.startsWith("domain "))
                        .toList();
    }

    private static void awaitDomains(int number) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(domains()).hasSize(number));
    }

    @Test
    void machineIsTakenAtOnceAndAnotherOneIsStarted() {
        try (WarmPool pool = WarmPool.of(tiny().resettable().build(), 2)) {
            for (int i = 0; i < 2; i++) {
                await().atMost(LIMIT).until(() -> pool.ready() == 2);
                long start = System.nanoTime();
                try (ThrowawayVm vm = pool.take()) {
                    LOG.warn(
                            "taken after {} ms",
                            Duration.ofNanos(System.nanoTime() - start).toMillis());
                    assertThat(vm.vm().state()).isEqualTo(VmState.RUNNING);
                    assertThat(vm.console()).contains("D BOOT 1");
                    vm.reset();
                    awaitDomains(3);
                }
            }
        }

        assertThat(domains()).isEmpty();
    }

    @Test
    void leaseOfAMachineBeginsWhenItIsTaken() {
        try (WarmPool pool =
                WarmPool.of(tiny().expiresAfter(Duration.ofMinutes(5)).build(), 1)) {
            await().atMost(LIMIT).until(() -> pool.ready() == 1);
            Instant before = Instant.now();
            try (ThrowawayVm vm = pool.take()) {
                assertThat(vm.vm().expiresAt().orElseThrow())
                        .isAfterOrEqualTo(before.truncatedTo(ChronoUnit.MILLIS).plus(Duration.ofMinutes(5)));
                assertThat(Run.current().compute().count(VmQuery.all().expiringBefore(Instant.MAX)))
                        .isOne();
            }
        }
    }

    @Test
    void closedPoolLeavesNothingOfWhatIsBeingStarted() {
        WarmPool pool = WarmPool.of(tiny().build(), 4);
        pool.close();
        pool.close();

        assertThat(domains()).isEmpty();
        assertThatThrownBy(pool::take).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void everyTakerHasAMachineOfHisOwn() throws Exception {
        ExecutorService takers = Executors.newFixedThreadPool(6);
        try (WarmPool pool = WarmPool.of(tiny().build(), 3)) {
            List<Callable<ThrowawayVm>> takes =
                    List.of(pool::take, pool::take, pool::take, pool::take, pool::take, pool::take);
            List<ThrowawayVm> taken = new ArrayList<>();
            for (Future<ThrowawayVm> take : takers.invokeAll(takes)) {
                taken.add(take.get());
            }
            assertThat(taken).extracting(ThrowawayVm::id).doesNotHaveDuplicates();
            assertThat(taken).allSatisfy(vm -> assertThat(vm.vm().state()).isEqualTo(VmState.RUNNING));
            taken.forEach(ThrowawayVm::close);
        } finally {
            takers.shutdown();
        }

        assertThat(domains()).isEmpty();
    }

    @Test
    void machineThatEndedWhileItWaitedIsNotHandedOut() {
        try (WarmPool pool = WarmPool.of(tiny().build(), 1)) {
            pool.take().close();
            await().atMost(LIMIT).until(() -> pool.ready() == 1);
            String waiting = domains().get(0).substring("domain ".length());
            Observer.destroy(waiting);

            try (ThrowawayVm vm = pool.take()) {
                assertThat(vm.vm().state()).isEqualTo(VmState.RUNNING);
                assertThat(waiting).doesNotContain(vm.id().toString());
            }
        }
    }

    @Test
    void machineThatWasDeletedWhileItWaitedIsNotHandedOut() {
        try (WarmPool pool = WarmPool.of(tiny().build(), 1)) {
            await().atMost(LIMIT).until(() -> pool.ready() == 1);
            VmId waiting = new VmId(UUID.fromString(domains().get(0).replaceAll("^domain iaas-[0-9a-f]{12}-", "")));
            Run.current().compute().delete(waiting).await();

            try (ThrowawayVm vm = pool.take()) {
                assertThat(vm.vm().state()).isEqualTo(VmState.RUNNING);
                assertThat(vm.id()).isNotEqualTo(waiting);
            }
        }
    }

    @Test
    void startThatFailsIsToldToEachTakerAndNotRepeatedForEver() {
        ThrowawaySpec never = ThrowawaySpec.disk(Guests.bootSector())
                .memoryMib(16)
                .waitFor(WaitCondition.console("never said"), Duration.ofSeconds(1))
                .build();
        try (WarmPool pool = WarmPool.of(never, 2)) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(pool::take)
                        .isInstanceOf(StartFailedException.class)
                        .hasMessageContaining("console:never said");
            }
            // What was begun in place of what was taken ends, too, and nothing begins anew.
            awaitDomains(0);
        }
    }

    @Test
    void poolOfNothingIsRefused() {
        assertThatThrownBy(() -> WarmPool.of(tiny().build(), 0)).isInstanceOf(InvalidInputException.class);
    }
}
