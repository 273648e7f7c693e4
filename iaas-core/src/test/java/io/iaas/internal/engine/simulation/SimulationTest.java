package io.iaas.internal.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of histories in which anything fails at any point, and what must be true after each of them: 500, with
 * {@code -Diaas.profile=long} 10,000, and with {@code -Diaas.simulation.seed=N} the one of that seed. What happened in a
 * history that went wrong, or was asked for, is in {@code target/reliability/simulation-N.trace}.
 */
@Tag("matrix")
class SimulationTest {
    private static final Path REPORTS = Path.of("target", "reliability");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int FAILURES_TOLD = 5;

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(TurnThread::new);

    @TempDir
    static Path directory;

    private static ImageFiles files;

    @BeforeAll
    static void prepare() throws IOException {
        files = ImageFiles.in(directory);
        Files.createDirectories(REPORTS);
    }

    @AfterAll
    static void endThreads() {
        THREADS.shutdown();
    }

    @Test
    void everythingEndsFinishedOrUndoneWhateverFails() throws Exception {
        long first = Long.getLong("iaas.simulation.seed", 1);
        Tally tally = new Tally();
        List<String> failures = new ArrayList<>();
        try (SecretWatch watch = new SecretWatch()) {
            for (long seed = first; seed < first + histories() && failures.size() < FAILURES_TOLD; seed++) {
                History history = new History(seed, files, THREADS);
                List<Wrong> wrong = history.run();
                tally.add(history.tally);
                if (!wrong.isEmpty() || histories() == 1) {
                    Files.write(REPORTS.resolve("simulation-" + seed + ".trace"), normalized(history));
                }
                if (!wrong.isEmpty()) {
                    failures.add("-Diaas.simulation.seed=" + seed + ": " + wrong);
                }
            }
            assertThat(watch.told()).isEmpty();
        }
        Files.writeString(REPORTS.resolve("simulation.txt"), tally + "\n");
        System.out.println(tally);
        assertThat(failures).isEmpty();
    }

    @Test
    void theSameSeedGivesTheSameHistory() throws Exception {
        for (long seed = 1; seed <= 100; seed++) {
            History first = new History(seed, files, THREADS);
            first.run();
            History second = new History(seed, files, THREADS);
            second.run();
            assertThat(normalized(second)).as("seed %s", seed).isEqualTo(normalized(first));
        }
    }

    private static int histories() {
        if (System.getProperty("iaas.simulation.seed") != null) {
            return 1;
        }
        return "long".equals(System.getProperty("iaas.profile")) ? 10_000 : 500;
    }

    /** Names ids by the order in which they come up. */
    private static List<String> normalized(History history) {
        Map<String, String> known = new HashMap<>();
        return history.baton.trace().stream()
                .map(Baton.Turn::toString)
                .map(line -> ID.matcher(line)
                        .replaceAll(match -> Matcher.quoteReplacement(
                                known.computeIfAbsent(match.group(), id -> "#" + known.size()))))
                .map(line -> line.replace(history.names.installation(), "installation"))
                .toList();
    }
}
