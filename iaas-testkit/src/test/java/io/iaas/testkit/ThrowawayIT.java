package io.iaas.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.iaas.compute.VmId;
import io.iaas.compute.VmState;
import io.iaas.error.NotFoundException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Machines by annotations, on real QEMU: test classes are run from within, and looked at behind. */
class ThrowawayIT {
    private static final String TINY = "${iaas.guests}/d/disk.qcow2";

    /** What a test saw. */
    private record Sight(String place, ThrowawayVm vm, VmState state) {
        VmId id() {
            return vm.id();
        }
    }

    private static final ConcurrentLinkedQueue<Sight> SEEN = new ConcurrentLinkedQueue<>();
    private static final ConcurrentLinkedQueue<String> SKIPPED = new ConcurrentLinkedQueue<>();

    private static void see(String place, ThrowawayVm vm) {
        SEEN.add(new Sight(place, vm, vm.vm().state()));
    }

    @BeforeAll
    static void choose() {
        Guests.useTranslator();
    }

    @BeforeEach
    void forget() {
        SEEN.clear();
        SKIPPED.clear();
    }

    private static TestExecutionSummary run(Map<String, String> parameters, Class<?>... classes) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        TestExecutionListener skips = new TestExecutionListener() {
            @Override
            public void executionSkipped(TestIdentifier test, String reason) {
                SKIPPED.add(reason);
            }
        };
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(Arrays.stream(classes)
                                        .map(type -> selectClass(type))
                                        .toList())
                                .configurationParameters(parameters)
                                .build(),
                        summary,
                        skips);
        return summary.getSummary();
    }

    private static void assertPassed(TestExecutionSummary summary, int tests) {
        assertThat(summary.getFailures())
                .extracting(TestExecutionSummary.Failure::getException)
                .isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(tests);
        assertThat(SEEN).allSatisfy(sight -> assertThat(sight.state()).isEqualTo(VmState.RUNNING));
    }

    private static void assertAllGone() {
        assertThat(SEEN)
                .isNotEmpty()
                .allSatisfy(sight -> assertThatThrownBy(sight.vm()::vm).isInstanceOf(NotFoundException.class));
    }

    private static Set<VmId> idsAt(String place) {
        return SEEN.stream()
                .filter(sight -> sight.place().equals(place))
                .map(Sight::id)
                .collect(Collectors.toSet());
    }

    private static String failureOf(Class<?> type) {
        return run(Map.of(), type).getFailures().stream()
                .map(failure -> String.valueOf(failure.getException().getMessage()))
                .collect(Collectors.joining());
    }

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

    /** Fields are filled by reflection. */
    @SuppressWarnings("NullAway")
    private static ThrowawayVm none() {
        return null;
    }

    @Test
    void staticFieldIsSharedByTheClassAndAllElseIsOneATest() {
        assertPassed(run(Map.of(), EveryPlace.class), 3);

        assertThat(idsAt("class")).hasSize(1);
        assertThat(idsAt("test")).hasSize(3);
        assertThat(idsAt("parameter")).hasSize(1);
        assertThat(SEEN).extracting(Sight::id).hasSize(7);
        assertThat(SEEN.stream().map(Sight::id).distinct()).hasSize(5);
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
        assertPassed(run(Map.of(), FirstOfTheSuite.class, SecondOfTheSuite.class), 2);

        assertThat(SEEN).hasSize(2);
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

        assertPassed(run(parallel, AtOnce.class), 3);

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
        assertPassed(run(Map.of(), Several.class), 1);

        assertThat(idsAt("group")).hasSize(3);
        assertAllGone();
    }

    static class ResetBetween {
        @Throwaway(image = TINY, memoryMib = 16, waitFor = "console:D BOOT 1", reset = true)
        private static ThrowawayVm vm = none();

        private void boots() {
            see("class", vm);
            vm.compute().reset(vm.id()).await();
            await().until(() -> vm.console().split("D BOOT 2", -1).length == SEEN.size() + 1);
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
        assertPassed(run(Map.of(), ResetBetween.class), 3);

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
        assertPassed(run(Map.of(), Warm.class), 2);

        assertThat(idsAt("test")).hasSize(3);
        assertAllGone();
        assertThat(new Observer(ThrowawaySettings.ofThisProcess().leases())
                        .of(Run.current().installation()))
                .noneMatch(left -> left.startsWith("domain "));
    }

    static class NeverReady {
        @Test
        void waits(
                @Throwaway(image = TINY, memoryMib = 16, waitFor = "console:never said", waitSeconds = 2)
                        ThrowawayVm vm) {
            see("never", vm);
        }
    }

    @Test
    void testWhoseMachineDoesNotGetReadyFailsAndTellsWhatWasMissingAndSaid() {
        assertThat(failureOf(NeverReady.class)).contains("console:never said").contains("D BOOT 1");

        assertThat(SEEN).isEmpty();
    }

    static class WithoutImage {
        @Test
        void needs(@Throwaway ThrowawayVm vm) {
            see("none", vm);
        }
    }

    static class OfAnotherType {
        @Throwaway(image = TINY)
        private String vm = "";

        @Test
        void looks() {
            assertThat(vm).isEmpty();
        }
    }

    static class WithoutParameter {
        @Test
        void needs(@Throwaway(image = "${no.such.parameter}/disk.qcow2") ThrowawayVm vm) {
            see("none", vm);
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @Execution(ExecutionMode.CONCURRENT)
    static class OneInstanceAtOnce {
        @Throwaway(image = TINY, memoryMib = 16)
        private ThrowawayVm vm = none();

        @Test
        void looks() {
            see("none", vm);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    static class ResetAtOnce {
        @Throwaway(image = TINY, memoryMib = 16, reset = true)
        private static ThrowawayVm vm = none();

        @Test
        void looks() {
            see("none", vm);
        }
    }

    static class ResetOfOneTest {
        @Throwaway(image = TINY, memoryMib = 16, reset = true)
        private ThrowawayVm vm = none();

        @Test
        void looks() {
            see("none", vm);
        }
    }

    static class WarmGroup {
        @Test
        void looks(@Throwaway(image = TINY, memoryMib = 16, warm = 1) VmGroup group) {
            group.vms().forEach(vm -> see("none", vm));
        }
    }

    @Test
    void whatIsAnnotatedWronglyFailsInClearWords() {
        assertThat(failureOf(ResetAtOnce.class)).contains("tests that run one after the other");
        assertThat(failureOf(ResetOfOneTest.class)).contains("for a static field");
        assertThat(failureOf(WarmGroup.class)).contains("not for a VmGroup");
        assertThat(failureOf(WithoutImage.class)).contains("either an image, or a kernel");
        assertThat(failureOf(OfAnotherType.class)).contains("for a ThrowawayVm or a VmGroup");
        assertThat(failureOf(OneInstanceAtOnce.class)).contains("take it as a parameter instead");
        assertThat(failureOf(WithoutParameter.class)).contains("no configuration parameter 'no.such.parameter'");
    }

    @EnabledIfHypervisor
    static class OnlyWithHypervisor {
        @Test
        void runs(@Throwaway(image = TINY, memoryMib = 16) ThrowawayVm vm) {
            see("enabled", vm);
        }
    }

    @Test
    void testRunsWhereThereIsAHypervisor() {
        assertPassed(run(Map.of(), OnlyWithHypervisor.class), 1);
        assertAllGone();
    }

    @Test
    void testIsSkippedWithTheReasonWhereThereIsNone() {
        System.setProperty("iaas.throwaway.uri", "qemu+tls://nowhere.invalid/system");
        try {
            assertThat(run(Map.of(), OnlyWithHypervisor.class).getTestsStartedCount())
                    .isZero();
        } finally {
            Guests.useTranslator();
        }

        assertThat(List.copyOf(SKIPPED))
                .singleElement()
                .asString()
                .contains("no throwaway machines here")
                .contains("nowhere.invalid");
    }
}
