package io.iaas.examples.soak;

import io.iaas.examples.reliability.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What came of a soak. */
final class Report {
    private final List<String> problems = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private int kills;
    private int takenOver;
    private Duration longestRecovery = Duration.ZERO;
    private long leakedFiles = -1;
    private long leakedThreads = -1;
    private String heap = "unknown";

    void killed() {
        kills++;
    }

    void recovered(int operations, Duration after) {
        takenOver += operations;
        if (after.compareTo(longestRecovery) > 0) {
            longestRecovery = after;
        }
    }

    void complaint(String text) {
        complaints.add(text);
    }

    void leaked(long files, long threads) {
        leakedFiles = files;
        leakedThreads = threads;
    }

    void heap(String atRest) {
        heap = atRest;
    }

    void problem(String text) {
        problems.add(text);
    }

    boolean good() {
        return problems.isEmpty() && complaints.isEmpty() && leakedFiles == 0 && leakedThreads == 0;
    }

    void print(Records records) {
        Map<String, Map<String, Long>> outcomes = records.rows("iaas_operation").stream()
                .collect(Collectors.groupingBy(
                        operation -> operation.text("kind"),
                        TreeMap::new,
                        Collectors.groupingBy(
                                operation -> operation.text("state"), TreeMap::new, Collectors.counting())));
        outcomes.forEach((kind, states) -> System.out.printf(Locale.ROOT, "  %-16s %s%n", kind, states));
        System.out.printf(
                Locale.ROOT,
                "%d operations, %d kills survived, %d operations taken over, longest recovery %.1f s%n",
                records.rows("iaas_operation").size(),
                kills,
                takenOver,
                longestRecovery.toMillis() / 1000.0);
        System.out.printf(
                Locale.ROOT,
                "drift %d, unexpected errors %d, leaked files %d, leaked threads %d%nheap at rest %s%n",
                problems.size(),
                complaints.size(),
                leakedFiles,
                leakedThreads,
                heap);
        problems.forEach(problem -> System.out.println("DRIFT " + problem));
        complaints.forEach(complaint -> System.out.println("UNEXPECTED " + complaint));
    }
}
