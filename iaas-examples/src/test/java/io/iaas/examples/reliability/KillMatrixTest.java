package io.iaas.examples.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iaas.examples.reliability.Cell.Death;
import io.iaas.internal.engine.OperationDefinition;
import io.iaas.internal.engine.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every process that works on an operation is killed as by {@code kill -9}, at every point of every step of every kind,
 * forward and back. The next process finishes or undoes the operation, and the host holds what the records say.
 */
@Tag("matrix")
class KillMatrixTest {
    private static final Set<Moment> OF_EVERY_STEP =
            EnumSet.of(Moment.BEFORE_INTENT, Moment.AFTER_INTENT, Moment.BEFORE_DONE, Moment.AFTER_DONE);
    private static final Set<Moment> OF_A_STEP_DONE_WITH_THE_END =
            EnumSet.of(Moment.BEFORE_INTENT, Moment.AFTER_INTENT, Moment.BEFORE_DONE);

    private static final Set<Moment> OF_EVERY_UNDO =
            EnumSet.of(Moment.BEFORE_UNDO_INTENT, Moment.AFTER_UNDO_INTENT, Moment.BEFORE_UNDONE, Moment.AFTER_UNDONE);

    @TempDir
    private static Path directory;

    private static Stage first;
    private static List<Rehearsal> rehearsals = List.of();
    private static List<Cell> cells = List.of();

    @BeforeAll
    static void rehearse() throws IOException {
        first = Stage.first(directory.resolve("first"));
        rehearsals = Stream.of(Scenario.values())
                .parallel()
                .map(scenario -> Rehearsal.of(scenario, first))
                .toList();
        cells = Cells.of(rehearsals);
    }

    @Test
    void everyStepOfTheRegistryHasItsCells() {
        for (OperationDefinition<?> definition : Rehearsal.registry()) {
            List<Step> steps = definition.steps();
            for (int at = 0; at < steps.size(); at++) {
                String step = steps.get(at).name();
                Set<Moment> moments = momentsOf(definition, step);
                assertThat(moments)
                        .as("%s %s", definition.kind(), step)
                        .containsAll(doneWithTheEnd(definition, step) ? OF_A_STEP_DONE_WITH_THE_END : OF_EVERY_STEP);
                if (at < definition.pivot()) {
                    assertThat(moments).as("%s %s", definition.kind(), step).containsAll(OF_EVERY_UNDO);
                }
                assertThat(moments.contains(Moment.AFTER_CALL))
                        .as("%s %s changes the host", definition.kind(), step)
                        .isEqualTo(Effects.onHost(step));
                assertThat(moments.contains(Moment.AFTER_UNDO_CALL) && !Effects.onHost(step))
                        .as("the undo of %s %s changes the host", definition.kind(), step)
                        .isFalse();
            }
        }
    }

    /** Whoever waits for the end is told at once: there is no moment between. */
    private static boolean doneWithTheEnd(OperationDefinition<?> definition, String step) {
        return rehearsals.stream()
                .filter(rehearsal -> rehearsal.scenario().kind().equals(definition.kind()))
                .map(Rehearsal::forward)
                .anyMatch(forward -> forward.indexOf(Point.of(Moment.BEFORE_SUCCESS))
                        < forward.indexOf(Point.of(step, Moment.BEFORE_DONE)));
    }

    private static Set<Moment> momentsOf(OperationDefinition<?> definition, String step) {
        return cells.stream()
                .filter(cell -> cell.scenario().kind().equals(definition.kind()))
                .flatMap(cell -> cell.deaths().stream())
                .map(Death::killedAt)
                .filter(point -> point.step().equals(step))
                .map(Point::moment)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Moment.class)));
    }

    @Test
    void whoeverIsKilledWhereverTheNextOneFinishes() throws IOException {
        long began = System.nanoTime();
        Path log = directory.resolve("recoveries.log");
        try (LogCapture capture = new LogCapture(log);
                Campaign campaign = new Campaign(directory.resolve("killed"), first)) {
            campaign.run(cells);

            report(campaign, Duration.ofNanos(System.nanoTime() - began));
            assertThat(campaign.problems()).as("logged in %s", capture).isEmpty();
        }
        assertThat(Recovery.contains(log, Source.SECRET))
                .as("I8 the secret is in the log")
                .isFalse();
        nothingIsHeldOpen();
    }

    private static void report(Campaign campaign, Duration took) throws IOException {
        String summary = String.format(
                Locale.ROOT,
                "%d cells, %d kills of %d processes, longest recovery %.1f s, all in %.1f s",
                cells.size(),
                campaign.deaths(),
                campaign.processes(),
                campaign.longest().toMillis() / 1000.0,
                took.toMillis() / 1000.0);
        System.out.println("kill -9: " + summary);
        Path report = Files.createDirectories(Path.of("target", "reliability")).resolve("kill-matrix.txt");
        Files.writeString(report, summary + "\n");
    }

    /** I9: of the instances that were opened and closed here, no thread and no file is left. */
    private static void nothingIsHeldOpen() {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("iaas-"));
            assertThat(openFiles()).noneMatch(file -> file.startsWith(directory));
        });
    }

    private static List<Path> openFiles() throws IOException {
        try (Stream<Path> links = Files.list(Path.of("/proc/self/fd"))) {
            return links.map(KillMatrixTest::target).toList();
        }
    }

    private static Path target(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException e) {
            return link; // closed in the meantime
        }
    }

    @Test
    void whoeverWasTakenForDeadChangesNothingWhenItWakesUp() throws IOException, InterruptedException {
        try (LogCapture capture = new LogCapture(directory.resolve("takeovers.log"));
                Campaign campaign = new Campaign(directory.resolve("zombies"), first)) {
            campaign.runWithZombies(Cells.ofZombies(rehearsals));

            assertThat(campaign.problems()).as("logged in %s", capture).isEmpty();
        }
    }
}
