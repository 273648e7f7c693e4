package io.iaas.examples.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Counts what a test class proves, prints it, and keeps it as one line of a file. */
final class Report {
    private static final Path FILE = Path.of("target", "reliability", "real.txt");

    private final String name;
    private final String fault;
    private final long began = System.nanoTime();
    private int cells;
    private int faults;
    private Duration longestRecovery = Duration.ZERO;

    /**
     * Begins to count.
     *
     * @param fault what the faults are called
     */
    Report(String name, String fault) {
        this.name = name;
        this.fault = fault;
    }

    synchronized void add(int hitCells, int hitBy) {
        cells += hitCells;
        faults += hitBy;
    }

    synchronized void recovered(Duration after) {
        longestRecovery = after.compareTo(longestRecovery) > 0 ? after : longestRecovery;
    }

    void write() throws IOException {
        String line = "%s: %d cells, %d %s, longest recovery %.1f s, %.1f s in all"
                .formatted(name, cells, faults, fault, seconds(longestRecovery), seconds(since(began)));
        System.out.println(line);
        Files.createDirectories(FILE.getParent());
        List<String> lines = new ArrayList<>(Files.exists(FILE) ? Files.readAllLines(FILE) : List.of());
        lines.removeIf(other -> other.startsWith(name + ":"));
        lines.add(line);
        Files.write(FILE, lines);
    }

    static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
