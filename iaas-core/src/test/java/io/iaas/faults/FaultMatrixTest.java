package io.iaas.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Whatever goes wrong, at every moment of every step of every kind of operation: it is finished or undone, the host
 * holds what the records say, and nothing foreign was touched.
 */
@Tag("matrix")
class FaultMatrixTest {
    private static final Path SUMMARY = Path.of("target", "reliability", "fault-matrix.txt");
    private static final long BEGAN = System.nanoTime();
    private static final Canary CANARY = new Canary();
    private static final List<Course> COURSES =
            Scenarios.all().stream().map(Course::of).toList();
    private static final List<Function<Course, Stream<Cell>>> CATEGORIES = List.of(
            CallFaults::of,
            UndoFaults::of,
            DatabaseFaults::of,
            Deaths::of,
            LostClaims::of,
            Stops::of,
            Blocked::of,
            ForeignTwins::of);

    private static Stream<Cell> cells() {
        return COURSES.stream().flatMap(FaultMatrixTest::cells);
    }

    private static Stream<Cell> cells(Course course) {
        return CATEGORIES.stream().flatMap(category -> category.apply(course));
    }

    @TestFactory
    Stream<DynamicNode> everyOperationIsFinishedOrUndone() {
        return COURSES.stream()
                .map(course -> DynamicContainer.dynamicContainer(
                        course.scenario().name(),
                        cells(course)
                                .map(cell -> DynamicTest.dynamicTest(
                                        cell.category() + ": " + cell, () -> cell.run(CANARY)))));
    }

    @Test
    void everyStepOfEveryKindHasCells() {
        assertThat(cells().map(Cell::step).collect(Collectors.toSet())).containsAll(Registry.steps());
    }

    @AfterAll
    static void summarize() throws IOException {
        CANARY.close();
        Map<String, Long> counts =
                cells().collect(Collectors.groupingBy(Cell::category, TreeMap::new, Collectors.counting()));
        long seconds = Duration.ofNanos(System.nanoTime() - BEGAN).toSeconds();
        String line =
                "fault matrix: " + counts.values().stream().mapToLong(n -> n).sum() + " cells in " + seconds
                        + " s " + counts + ", " + new TreeSet<>(Registry.steps()).size() + " steps, " + CANARY.heard()
                        + " log events without the canary";
        Files.createDirectories(SUMMARY.getParent());
        Files.writeString(SUMMARY, line + "\n");
        System.out.println(line);
    }
}
