package io.iaas.examples.reliability;

import io.iaas.Iaas;
import io.iaas.error.IaasException;
import io.iaas.identity.Project;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationState;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The first process that lives in a cell, and what is found wrong behind it. */
final class Recovery {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Cell cell;
    private final Stage stage;
    private final Records before;
    private final Inventory foreign;
    private final List<String> problems = new ArrayList<>();
    private Duration took = Duration.ZERO;
    private String id = "";
    private String left = "";

    Recovery(Cell cell, Stage stage, Records before, Inventory hostBefore) {
        this.cell = cell;
        this.stage = stage;
        this.before = before;
        this.foreign = hostBefore.foreign(before.prefix());
    }

    Duration took() {
        return took;
    }

    /** Lets a process finish what the dead ones left, and looks at what there is then. */
    void run() {
        try {
            recover();
            judge();
            recoverAgain();
            left = contents();
        } catch (RuntimeException | InterruptedException e) {
            problems.add(textOf(e));
        }
    }

    /** Returns what is wrong, when no process has the database open any more, not even one that was taken for dead. */
    List<String> problems() {
        require(left.equals(contents()), "a late effect changed " + left + " into " + contents());
        searchForSecret();
        return problems.stream().map(problem -> cell + ": " + problem).toList();
    }

    private String contents() {
        return stage.records().dump() + stage.inventory();
    }

    /** Asks for the end of what nobody works on. */
    static void cancel(Stage stage) {
        try (Iaas iaas = stage.open(new Trail(point -> {}), 0)) {
            Scenario.newest(iaas).cancel();
        }
    }

    private void recover() {
        long began = System.nanoTime();
        try (Iaas iaas = stage.open(new Trail(point -> {}), 1)) {
            Operation<?> operation = Scenario.newest(iaas);
            id = operation.id().toString();
            try {
                operation.await(PATIENCE);
            } catch (IaasException e) {
                require(!textOf(e).contains(Source.SECRET), "I8 the secret is in an exception");
            }
            took = Duration.ofNanos(System.nanoTime() - began);
            OperationState state = operation.info().state();
            cell.expected().ifPresent(expected -> require(state == expected, "it " + operation.info()));
        }
    }

    private void judge() {
        Records records = stage.records();
        Inventory host = stage.inventory();
        boolean succeeded = cell.expected().equals(Optional.of(OperationState.SUCCEEDED));
        Invariants.violations(records, host).stream()
                .filter(violation -> succeeded || !cell.scenario().lacksDomain() || !violation.contains(": domain "))
                .forEach(problems::add);
        require(host.foreign(records.prefix()).equals(foreign), "I3 foreign things were changed");
        Map<String, String> states = Stage.states(records);
        Map<String, String> old = Stage.states(before);
        Map<String, String> after = cell.scenario().after(old);
        boolean expected = succeeded
                ? states.equals(after)
                : states.equals(old) || (cell.scenario().cutsPower() && states.equals(after));
        require(expected, "the records say " + states);
        require(
                operations(records)
                        == operations(before) + cell.expected().map(known -> 1).orElse(0),
                "operations were lost or made up");
        for (String name : List.of("iaas-import-" + id, "iaas-import-" + id + ".part")) {
            Path spool = Path.of(System.getProperty("java.io.tmpdir"), name);
            require(!Files.exists(spool), "the received stream is left in " + spool);
        }
    }

    /** Those of another project may go with it. */
    private static long operations(Records records) {
        return records.rows("iaas_operation").stream()
                .filter(operation -> operation.text("project_id").equals(Project.DEFAULT.toString()))
                .count();
    }

    /** I7. */
    private void recoverAgain() throws InterruptedException {
        String found = contents();
        List<Point> calls = new CopyOnWriteArrayList<>();
        CountDownLatch idle = new CountDownLatch(1);
        Trail trail = new Trail(point -> {
            if (point.moment() == Moment.IDLE) {
                idle.countDown();
            } else {
                calls.add(point);
            }
        });
        Iaas iaas = stage.open(trail, 1);
        boolean looked = idle.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        iaas.close();
        require(looked, "I7 a second recovery finds no end");
        require(calls.isEmpty(), "I7 a second recovery did " + calls);
        require(contents().equals(found), "I7 a second recovery changed " + found + " into " + contents());
    }

    private void searchForSecret() {
        try (Stream<Path> files = Files.list(stage.directory())) {
            files.filter(file -> contains(file, Source.SECRET))
                    .forEach(file -> problems.add("I8 the secret is in " + file.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void require(boolean holds, String problem) {
        if (!holds) {
            problems.add(problem);
        }
    }

    private static String textOf(Exception e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
