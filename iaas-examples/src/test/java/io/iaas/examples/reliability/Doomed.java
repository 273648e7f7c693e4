package io.iaas.examples.reliability;

import io.iaas.Iaas;
import io.iaas.operation.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The main of a process that works on many cells at once, each on its own database and host, and says which has come to
 * the point where it is to die. There it stays, unless it is told to go on: each line that it is told opens and shuts
 * its ways to the databases first.
 */
final class Doomed {
    private static final int THREADS = 20;

    private final Gate gate = new Gate();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final List<Iaas> opened = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    private Doomed() {}

    /** Works on the plan in a file. */
    public static void main(String[] arguments) throws IOException {
        Doomed doomed = new Doomed();
        Assignment.parse(Files.readString(Path.of(arguments[0])))
                .forEach(assignment -> doomed.threads.execute(() -> doomed.work(assignment)));
        doomed.obey();
    }

    private void work(Assignment assignment) {
        try {
            Stage stage = assignment.stage();
            Trail trail = new Trail(point -> {
                assignment.death().failsAt().filter(point::equals).ifPresent(Rehearsal::fail);
                if (point.is(assignment.death().killedAt())) {
                    ChildJvm.say("at " + assignment.stage().directory());
                    stay();
                }
            });
            Iaas iaas = stage.open(trail, 1, gate::around);
            opened.add(iaas);
            Operation<?> operation = assignment.submits()
                    ? assignment.scenario().submit(iaas, stage.source(trail))
                    : Scenario.newest(iaas);
            if (!assignment.death().killedAt().moment().atTheEnd()) {
                operation
                        .completion()
                        .whenComplete((result, error) ->
                                ChildJvm.say("missed " + assignment.stage().directory() + " " + assignment.death() + " "
                                        + operation.info().progress()));
            }
        } catch (RuntimeException e) {
            ChildJvm.say("failed " + assignment.stage().directory() + " " + e);
        }
    }

    private void stay() {
        boolean staying = true;
        while (staying) {
            try {
                goOn.await();
                staying = false;
            } catch (InterruptedException e) {
                // A worker that lost its lease is interrupted; it stays all the same.
                staying = true;
            }
        }
    }

    /** Told once, holds still for a stop outside of any transaction; told again, goes on and ends in good order. */
    private void obey() throws IOException {
        waitToBeTold();
        gate.shut();
        ChildJvm.say("still");
        waitToBeTold();
        gate.open();
        goOn.countDown();
        opened.parallelStream().forEach(Iaas::close);
        ChildJvm.say("closed");
        threads.shutdownNow();
    }

    private static void waitToBeTold() throws IOException {
        if (System.in.read() < 0) {
            throw new IllegalStateException("the parent is gone");
        }
    }
}
