package io.iaas.testkit;

import static io.iaas.testkit.Sightings.assertAllGone;
import static io.iaas.testkit.Sightings.idsAt;
import static io.iaas.testkit.Sightings.none;
import static io.iaas.testkit.Sightings.see;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iaas.compute.VmState;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Machines by annotations, on real QEMU: test classes are run from within, and looked at behind. */
class ThrowawayIT extends AnnotatedCase {
    static class EveryPlace {
        @Throwaway(image = TINY, memoryMib = 16)
        private static ThrowawayVm ofTheClass = none();

        @Throwaway(image = TINY, memoryMib = 16, waitFor = "console:D BOOT 1")
        private ThrowawayVm ofTheTest = none();

        @Test
        void one(@Throwaway(image = TINY, memoryMib = 16) ThrowawayVm parameter) {
            see("class", ofTheClass);
            see("test", ofTheTest);
            see("parameter", parameter);
            assertThat(ofTheTest.console()).contains("D BOOT 1");
        }

        @Test
        void another() {
            see("class", ofTheClass);
            see("test", ofTheTest);
        }

        @Nested
        class Inner {
            @Test
            void inner() {
                see("class", ofTheClass);
                see("test", ofTheTest);
            }
        }
    }

    @Test
    void staticFieldIsSharedByTheClassAndAllElseIsOneATest() {
        InnerRun.of(EveryPlace.class).assertPassed(3);

        assertThat(idsAt("class")).hasSize(1);
        assertThat(idsAt("test")).hasSize(3);
        assertThat(idsAt("parameter")).hasSize(1);
        assertThat(Sightings.ids()).hasSize(7);
        assertThat(Set.copyOf(Sightings.ids())).hasSize(5);
        assertAllGone();
    }

    @Throwaway(image = TINY, memoryMib = 16, scope = Throwaway.Scope.SUITE)
    @Retention(RetentionPolicy.RUNTIME)
    @interface SharedTiny {}

    static class FirstOfTheSuite {
        @SharedTiny
        private ThrowawayVm vm = none();

        @Test
        void looks() {
            see("suite", vm);
        }
    }

    static class SecondOfTheSuite {
        @Test
        void looks(@SharedTiny ThrowawayVm vm) {
            see("suite", vm);
        }
    }

    @Test
    void machineOfTheSuiteIsSharedByClassesThroughAnAnnotationOfTheirOwn() {
        InnerRun.of(FirstOfTheSuite.class, SecondOfTheSuite.class).assertPassed(2);

        assertThat(Sightings.ids()).hasSize(2);
        assertThat(idsAt("suite")).hasSize(1);
        assertAllGone();
    }

    static class AtOnce {
        private static final CountDownLatch ALL_ARE_HERE = new CountDownLatch(3);

        @Throwaway(image = TINY, memoryMib = 16)
        private ThrowawayVm vm = none();

        private void meet(ThrowawayVm parameter) throws InterruptedException {
            see("field", vm);
            see("parameter", parameter);
            ALL_ARE_HERE.countDown();
            assertThat(ALL_ARE_HERE.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(vm.vm().state()).isEqualTo(VmState.RUNNING);
        }

        @Test
        void one(@Throwaway(image = TINY, memoryMib = 16) ThrowawayVm parameter) throws InterruptedException {
            meet(parameter);
        }

        @Test
        void two(@Throwaway(image = TINY, memoryMib = 16) ThrowawayVm parameter) throws InterruptedException {
            meet(parameter);
        }

        @Test
        void three(@SharedTiny ThrowawayVm parameter) throws InterruptedException {
            meet(parameter);
        }
    }

    @Test
    void testsThatRunAtOnceHaveMachinesOfTheirOwn() {
        Map<String, String> parallel = Map.of(
                "junit.jupiter.execution.parallel.enabled", "true",
                "junit.jupiter.execution.parallel.mode.default", "concurrent",
                "junit.jupiter.execution.parallel.config.strategy", "fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "3");

        InnerRun.with(parallel, AtOnce.class).assertPassed(3);

        assertThat(idsAt("field")).hasSize(3);
        assertThat(idsAt("parameter")).hasSize(3);
        assertAllGone();
    }

    static class Several {
        @Test
        void three(@Throwaway(image = TINY, memoryMib = 16, count = 3) VmGroup group) {
            group.vms().forEach(vm -> see("group", vm));
        }
    }

    @Test
    void groupHasAsManyMachinesAsItIsTold() {
        InnerRun.of(Several.class).assertPassed(1);

        assertThat(idsAt("group")).hasSize(3);
        assertAllGone();
    }

    static class ResetBetween {
        @Throwaway(image = TINY, memoryMib = 16, waitFor = "console:D BOOT 1", reset = true)
        private static ThrowawayVm vm = none();

        private void boots() {
            see("class", vm);
            vm.compute().reset(vm.id()).await();
            await().until(() ->
                    vm.console().split("D BOOT 2", -1).length == Sightings.all().size() + 1);
            assertThat(vm.console()).doesNotContain("D BOOT 3");
        }

        @Test
        void one() {
            boots();
        }

        @Test
        void two() {
            boots();
        }

        @Nested
        class Inner {
            @Test
            void three() {
                boots();
            }
        }
    }

    @Test
    void sharedMachineIsAsNewForEachTest() {
        InnerRun.of(ResetBetween.class).assertPassed(3);

        assertThat(idsAt("class")).hasSize(1);
        assertAllGone();
    }

    static class Warm {
        @Throwaway(image = TINY, memoryMib = 16, warm = 2)
        private ThrowawayVm vm = none();

        @Test
        void one(@Throwaway(image = TINY, memoryMib = 16, warm = 2) ThrowawayVm parameter) {
            see("test", vm);
            see("test", parameter);
        }

        @Test
        void two() {
            see("test", vm);
        }
    }

    @Test
    void machinesThatWereStartedBeforeAreTakenAndGoneWithTheRun() {
        InnerRun.of(Warm.class).assertPassed(2);

        assertThat(idsAt("test")).hasSize(3);
        assertAllGone();
        assertThat(new Observer(ThrowawaySettings.ofThisProcess().leases())
                        .of(Run.current().installation()))
                .noneMatch(left -> left.startsWith("domain "));
    }
}
