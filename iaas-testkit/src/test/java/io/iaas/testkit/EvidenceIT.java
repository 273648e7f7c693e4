package io.iaas.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** What is kept of machines when tests fail, on real QEMU: test classes that fail are run from within. */
@Tag("guest")
class EvidenceIT {
    private static final String TINY = "${iaas.guests}/d/disk.qcow2";
    private static final String CANARY = "canary-that-is-nobody-elses";

    @TempDir
    private Path temporary;

    @BeforeAll
    static void choose() {
        Guests.useTranslator();
    }

    private static List<String> failures(Path root, Class<?> type) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(type))
                                .configurationParameters(Map.of(
                                        "iaas.throwaway.evidence", root.toString(),
                                        "junit.jupiter.execution.parallel.enabled", "true",
                                        "junit.jupiter.execution.parallel.mode.default", "concurrent"))
                                .build(),
                        summary);
        return summary.getSummary().getFailures().stream()
                .map(TestExecutionSummary.Failure::getException)
                .map(failure -> String.valueOf(failure.getMessage()))
                .toList();
    }

    private List<String> directories(Class<?> type) throws IOException {
        Path root = temporary.resolve(type.getName());
        try (Stream<Path> all = Files.walk(root, 2)) {
            return all.filter(path -> root.relativize(path).getNameCount() == 2)
                    .map(path -> root.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    /** Fields are filled by reflection. */
    @SuppressWarnings("NullAway")
    private static ThrowawayVm none() {
        return null;
    }

    static class Failing {
        @Throwaway(image = TINY, memoryMib = 16, waitFor = "console:D BOOT 1")
        private static ThrowawayVm shared = none();

        @Throwaway(image = TINY, memoryMib = 16, userData = "#cloud-config\n# " + CANARY, waitFor = "console:D BOOT 1")
        private ThrowawayVm own = none();

        @Test
        void passes() {
            assertThat(shared.id()).isNotEqualTo(own.id());
        }

        @Test
        void fails(@Throwaway(image = TINY, memoryMib = 16, count = 2) VmGroup pair) {
            Assertions.fail("it fails with " + pair.vms().size());
        }

        @Test
        void isLeftOut() {
            Assumptions.abort("not here");
        }
    }

    @Test
    void machinesOfATestThatFailsLeaveWhatIsKnownAndNoSecret() throws IOException {
        assertThat(failures(temporary, Failing.class)).containsExactly("it fails with 2");

        assertThat(directories(Failing.class))
                .containsExactly("fails/own", "fails/pair-0", "fails/pair-1", "fails/shared");
        Path own = temporary.resolve(Failing.class.getName()).resolve("fails/own");
        assertThat(own.resolve("console.log")).content().contains("D BOOT 1");
        assertThat(own.resolve("domain.xml"))
                .content()
                .contains("<domain", "iaas-" + Run.current().installation());
        assertThat(own.resolve("operations.txt"))
                .content()
                .contains("vm.create SUCCEEDED", "0 place-on-host DONE", "await-readiness DONE");
        assertThat(Files.readAllBytes(own.resolve("screen.png"))).startsWith(0x89, 'P', 'N', 'G');
        assertThat(own.resolve("qemu.log").toFile().exists())
                .isNotEqualTo(own.resolve("missing.txt").toFile().exists());
        try (Stream<Path> all = Files.walk(temporary)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertThat(file).content().doesNotContain(CANARY, "PRIVATE KEY");
            }
        }
    }

    static class FailingAround {
        @Throwaway(image = TINY, memoryMib = 16)
        private static ThrowawayVm shared = none();

        private boolean broken;

        @BeforeEach
        void prepare(@Throwaway(image = TINY, memoryMib = 16) ThrowawayVm before) {
            broken = before.id().equals(shared.id());
        }

        @AfterEach
        void cleanUp() {
            Assertions.fail("it fails behind the test: " + broken);
        }

        @RepeatedTest(2)
        void passes() {
            assertThat(broken).isFalse();
        }
    }

    @Test
    void failureBehindTheTestAndRepetitionsHaveDirectoriesOfTheirOwn() throws IOException {
        assertThat(failures(temporary, FailingAround.class)).hasSize(2);

        assertThat(directories(FailingAround.class))
                .containsExactly("passes-2/before", "passes-2/shared", "passes/before", "passes/shared");
    }

    static class NotStarting {
        @Test
        void waits(
                @Throwaway(image = TINY, memoryMib = 16, waitFor = "console:never said", waitSeconds = 1)
                        ThrowawayVm late) {
            assertThat(late).isNull();
        }
    }

    @Test
    void machineThatDoesNotStartLeavesWhatIsKnown() throws IOException {
        assertThat(failures(temporary, NotStarting.class)).hasSize(1);

        assertThat(directories(NotStarting.class)).containsExactly("waits/late");
        Path late = temporary.resolve(NotStarting.class.getName()).resolve("waits/late");
        assertThat(late.resolve("start-failure.txt")).content().contains("console:never said", "D BOOT 1");
        assertThat(late.resolve("operations.txt")).content().contains("vm.create ROLLED_BACK", "start-domain UNDONE");
        assertThat(late.resolve("missing.txt")).content().contains("domain.xml: ", "screen.png: ", "console.log: ");
    }

    @Test
    void directoryThatCannotBeWrittenChangesNoResult() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "no directory");

        assertThat(failures(file, Failing.class)).containsExactly("it fails with 2");
        assertThat(failures(file, NotStarting.class)).singleElement().asString().contains("console:never said");
    }

    @Test
    void evidenceIsSavedWithoutJUnitToo() throws IOException {
        ThrowawaySpec spec =
                ThrowawaySpec.disk(Guests.bootSector()).memoryMib(16).build();
        try (ThrowawayVm vm = ThrowawayVms.start(spec)) {
            vm.saveEvidence(temporary);
            assertThat(temporary.resolve("screen.png")).isNotEmptyFile();
            vm.compute().forceStop(vm.id()).await();
            vm.saveEvidence(temporary);
        }

        assertThat(temporary.resolve("operations.txt")).content().containsSubsequence("vm.create", "vm.force-stop");
        assertThat(temporary.resolve("screen.png")).doesNotExist();
        assertThat(temporary.resolve("missing.txt")).content().contains("screen.png: ");
    }
}
