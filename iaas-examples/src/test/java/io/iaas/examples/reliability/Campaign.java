package io.iaas.examples.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Runs cells: many of them in one process, which is killed when all have come to their points. */
final class Campaign implements AutoCloseable {
    private static final Duration STUCK = Duration.ofMinutes(5);
    private static final int CELLS_A_PROCESS = 150;
    private static final int RECOVERIES_AT_ONCE = 12;

    private final Path directory;
    private final Stage first;
    private final Records before;
    private final Inventory hostBefore;
    private final ExecutorService recoveries = Executors.newFixedThreadPool(RECOVERIES_AT_ONCE);

    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final List<Duration> times = new CopyOnWriteArrayList<>();
    private int deaths;
    private int processes;

    /** A cell on its way. */
    record Played(Cell cell, Stage stage) {}

    Campaign(Path directory, Stage first) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.first = first;
        this.before = first.records();
        this.hostBefore = first.inventory();
    }

    int deaths() {
        return deaths;
    }

    int processes() {
        return processes;
    }

    /** Returns the longest time that a process took, from its start, to end what the dead ones left. */
    Duration longest() {
        return times.stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** Returns what is wrong. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** Kills and recovers. */
    void run(List<Cell> cells) throws IOException {
        List<CompletableFuture<Recovery>> recovered = new ArrayList<>();
        List<Played> again = new ArrayList<>();
        for (List<Played> batch : batches(staged(cells, Stage.LONG_LEASE))) {
            kill(batch, 0);
            for (Played played : batch) {
                if (played.cell().deaths().size() > 1) {
                    again.add(played);
                } else {
                    recovered.add(recover(played));
                }
            }
        }
        for (List<Played> batch : batches(again)) {
            kill(batch, 1);
            batch.forEach(played -> recovered.add(recover(played)));
        }
        recovered.forEach(this::judge);
    }

    /** Stops a process at its points, has others take over, and wakes it: it must not do, or undo, anything more. */
    void runWithZombies(List<Cell> cells) throws IOException, InterruptedException {
        for (List<Played> batch : batches(staged(cells, Stage.SHORT_LEASE))) {
            try (ChildJvm process = start(batch, 0)) {
                process.tell();
                process.says();
                process.freeze();
                cancel(batch);
                List<CompletableFuture<Recovery>> takeovers =
                        batch.stream().map(this::recover).toList();
                takeovers.forEach(CompletableFuture::join);
                process.thaw();
                process.tell();
                awaitClosed(process);
                takeovers.forEach(this::judge);
            }
        }
    }

    private static void awaitClosed(ChildJvm process) throws IOException {
        String line = "";
        while (!line.equals("closed")) {
            line = process.says().orElse("closed");
        }
    }

    private List<Played> staged(List<Cell> cells, Duration lease) {
        List<Played> played = new ArrayList<>();
        for (Cell cell : cells) {
            Stage copy = first.copy("cell-" + directory.getFileName() + "-" + played.size(), lease);
            played.add(new Played(cell, cell.scenario().prepare(copy)));
        }
        return played;
    }

    private static List<List<Played>> batches(List<Played> all) {
        List<List<Played>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += CELLS_A_PROCESS) {
            batches.add(all.subList(from, Math.min(all.size(), from + CELLS_A_PROCESS)));
        }
        return batches;
    }

    private void kill(List<Played> batch, int life) throws IOException {
        start(batch, life).close();
        deaths += batch.size();
        batch.forEach(played -> played.stage().letLeasesEnd());
        if (Recovery.contains(log(), Source.SECRET)) {
            problems.add("I8 the secret is in " + log());
        }
        if (life == 0) {
            cancel(batch);
        }
    }

    private Path log() {
        return directory.resolve("process-" + processes + ".log");
    }

    /** Starts a process and waits until all its cells are where they are to die. */
    private ChildJvm start(List<Played> batch, int life) throws IOException {
        processes++;
        Path plan = directory.resolve("plan-" + processes);
        Files.writeString(
                plan,
                Assignment.json(batch.stream()
                        .map(played -> new Assignment(
                                played.stage(),
                                played.cell().scenario(),
                                life == 0,
                                played.cell().deaths().get(life)))
                        .toList()));
        ChildJvm process = new ChildJvm(Doomed.class, log(), plan);
        process.killAfter(STUCK);
        Set<String> missing = batch.stream()
                .map(played -> played.stage().directory().toString())
                .collect(Collectors.toSet());
        while (!missing.isEmpty()) {
            String line = process.says().orElse("the process ended before " + missing);
            List<String> words = List.of(line.split(" ", 3));
            if (!words.get(0).equals("at")) {
                problems.add(line);
            }
            if (!missing.remove(words.get(1))) {
                break;
            }
        }
        return process;
    }

    private static void cancel(List<Played> batch) {
        batch.stream().filter(played -> played.cell().cancelled()).forEach(played -> Recovery.cancel(played.stage()));
    }

    private CompletableFuture<Recovery> recover(Played played) {
        Recovery recovery = new Recovery(played.cell(), played.stage(), before, hostBefore);
        return CompletableFuture.supplyAsync(
                () -> {
                    recovery.run();
                    times.add(recovery.took());
                    return recovery;
                },
                recoveries);
    }

    private void judge(CompletableFuture<Recovery> recovered) {
        problems.addAll(recovered.join().problems());
    }

    @Override
    public void close() {
        recoveries.shutdownNow();
    }
}
