package io.iaas.examples.soak;

import io.iaas.Iaas;
import io.iaas.examples.reliability.ChildJvm;
import io.iaas.examples.reliability.Invariants;
import io.iaas.examples.reliability.Inventory;
import io.iaas.examples.reliability.Records;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Has processes work on a ground and kills them, for most of the time; lets the last one live, and judges. */
public final class Soak {
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(3);
    /** How long a kill may take. */
    private static final Duration KILL_LIMIT = Duration.ofMinutes(1);

    private static final Duration LONGEST_LIFE = Duration.ofSeconds(15);
    private static final int KILLING_PERCENT = 70;

    private final String kind;
    private final Ground ground;
    private final Random random;
    private final Report report = new Report();
    private int processes;
    private long waitingSince;
    private volatile boolean closed;

    private Soak(String kind, Path directory, long seed) {
        this.kind = kind;
        this.ground = Ground.of(kind, directory);
        this.random = new Random(seed);
    }

    /** Takes the kind of the ground (kept or real), a directory for it, the time in seconds, and a seed. */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        Soak soak = new Soak(arguments[0], Path.of(arguments[1]), Long.parseLong(arguments[3]));
        System.exit(soak.run(Duration.ofSeconds(Long.parseLong(arguments[2]))) ? 0 : 1);
    }

    private boolean run(Duration time) throws IOException, InterruptedException, ExecutionException {
        Records before;
        try (Iaas iaas = ground.open(1)) {
            ground.prepare(iaas);
            before = Records.read(ground.database());
        }
        Inventory foreign = ground.inventory().foreign(before.prefix());
        long deadline = System.nanoTime()
                + time.multipliedBy(KILLING_PERCENT).dividedBy(100).toNanos();
        while (System.nanoTime() < deadline) {
            waitingSince = System.nanoTime();
            live(Duration.ZERO, life());
        }
        waitingSince = System.nanoTime();
        Duration last = time.multipliedBy(100 - KILLING_PERCENT).dividedBy(100);
        live(last, last.plusMinutes(5));
        judge(foreign);
        report.print(Records.read(ground.database()));
        leaveNothing(before.prefix(), foreign);
        return report.good();
    }

    private Duration life() {
        long most = LONGEST_LIFE.minus(SHORTEST_LIFE).toMillis();
        return SHORTEST_LIFE.plusMillis((long) (random.nextDouble() * most));
    }

    /** Starts a process that lives for a time, or for ever, and kills it if it is still there at the limit. */
    private void live(Duration life, Duration limit) throws IOException, InterruptedException, ExecutionException {
        processes++;
        Path log = ground.directory().resolve("process-" + processes + ".log");
        try (ChildJvm process = new ChildJvm(
                limit.plus(KILL_LIMIT),
                SoakWorker.class,
                log,
                kind,
                ground.directory(),
                random.nextInt(),
                life.toSeconds())) {
            CompletableFuture<Void> end = CompletableFuture.runAsync(() -> listen(process));
            try {
                end.get(limit.toMillis(), TimeUnit.MILLISECONDS);
                if (!closed) {
                    report.problem("a process ended by itself; see " + log);
                }
            } catch (TimeoutException e) {
                process.kill();
                end.get();
                report.killed();
                if (!life.isZero()) {
                    report.problem("the last process did not come to its end");
                }
            }
        }
        if (Files.readString(log, StandardCharsets.ISO_8859_1).contains(Ground.SECRET)) {
            report.problem("I8 the secret is in " + log);
        }
    }

    private void listen(ChildJvm process) {
        try {
            for (String line = process.says().orElse("");
                    !line.isEmpty();
                    line = process.says().orElse("")) {
                hear(line.split(" ", 2)[0], line.substring(line.indexOf(' ') + 1));
            }
        } catch (IOException e) {
            // It was killed in the middle of a word.
            return;
        }
    }

    private void hear(String what, String rest) {
        switch (what) {
            case "recovered" ->
                report.recovered(Integer.parseInt(rest), Duration.ofNanos(System.nanoTime() - waitingSince));
            case "complaint" -> report.complaint(rest);
            case "leaked" -> report.leaked(Long.parseLong(rest.split(" ")[0]), Long.parseLong(rest.split(" ")[1]));
            case "heap" -> report.heap(rest);
            case "closed" -> closed = true;
            default -> report.problem("a process says " + what + " " + rest);
        }
    }

    private void judge(Inventory foreign) throws IOException {
        Records records = Records.read(ground.database());
        Inventory host = ground.inventory();
        Invariants.violations(records, host).forEach(report::problem);
        ground.violations(records.prefix()).forEach(report::problem);
        if (!host.foreign(records.prefix()).equals(foreign)) {
            report.problem("I3 foreign things were changed: " + foreign + " into " + host.foreign(records.prefix()));
        }
        records.rows("iaas_operation").stream()
                .filter(operation -> operation.text("state").equals("UNDO_BLOCKED"))
                .forEach(operation -> report.problem("an operation is blocked: " + operation));
        try (Stream<Path> files = Files.list(ground.directory())) {
            for (Path file : files.filter(name -> name.getFileName().toString().startsWith("iaas.db"))
                    .toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(Ground.SECRET)) {
                    report.problem("I8 the secret is in " + file);
                }
            }
        }
    }

    /** Deletes what the soak made, and so shows that it can be worked on. */
    private void leaveNothing(String prefix, Inventory foreign) {
        try (Iaas iaas = ground.open(4)) {
            Load.clear(iaas);
            Inventory left = ground.inventory();
            if (!left.owned(prefix).equals(new Inventory(Map.of(), Map.of()))
                    || !left.foreign(prefix).equals(foreign)) {
                report.problem("what cannot be deleted: " + left);
                System.out.println("DRIFT " + left);
            }
            ground.clear();
            iaas.releaseHosts();
        }
    }
}
