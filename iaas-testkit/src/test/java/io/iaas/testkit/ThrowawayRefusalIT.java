package io.iaas.testkit;

import static io.iaas.testkit.Sightings.assertAllGone;
import static io.iaas.testkit.Sightings.none;
import static io.iaas.testkit.Sightings.see;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Annotations that cannot be followed: each test says why. */
class ThrowawayRefusalIT extends AnnotatedCase {
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
        assertThat(InnerRun.of(NeverReady.class).failures())
                .contains("console:never said")
                .contains("D BOOT 1");

        assertThat(Sightings.all()).isEmpty();
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
        assertThat(InnerRun.of(ResetAtOnce.class).failures()).contains("tests that run one after the other");
        assertThat(InnerRun.of(ResetOfOneTest.class).failures()).contains("for a static field");
        assertThat(InnerRun.of(WarmGroup.class).failures()).contains("not for a VmGroup");
        assertThat(InnerRun.of(WithoutImage.class).failures()).contains("either an image, or a kernel");
        assertThat(InnerRun.of(OfAnotherType.class).failures()).contains("for a ThrowawayVm or a VmGroup");
        assertThat(InnerRun.of(OneInstanceAtOnce.class).failures()).contains("take it as a parameter instead");
        assertThat(InnerRun.of(WithoutParameter.class).failures())
                .contains("no configuration parameter 'no.such.parameter'");
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
        InnerRun.of(OnlyWithHypervisor.class).assertPassed(1);
        assertAllGone();
    }

    @Test
    void testIsSkippedWithTheReasonWhereThereIsNone() {
        System.setProperty("iaas.throwaway.uri", "qemu+tls://nowhere.invalid/system");
        InnerRun run;
        try {
            run = InnerRun.of(OnlyWithHypervisor.class);
        } finally {
            Guests.useTranslator();
        }

        assertThat(run.summary().getTestsStartedCount()).isZero();
        assertThat(run.skipped())
                .singleElement()
                .asString()
                .contains("no throwaway machines here")
                .contains("nowhere.invalid");
    }
}
