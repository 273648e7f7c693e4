package io.iaas.examples;

import io.iaas.operation.Operation;
import io.iaas.operation.Progress;
import java.io.PrintStream;
import java.util.Locale;

/** Prints what an operation does, with the time that has passed since it was submitted. */
final class StepPrinter {
    private static final int SHARES = 4;

    private final PrintStream out;

    StepPrinter(PrintStream out) {
        this.out = out;
    }

    /** Waits for an operation and prints each of its steps as it begins. */
    <T> T await(String title, Operation<T> operation) {
        long start = System.nanoTime();
        out.println(title);
        Lines lines = new Lines(start);
        operation.onProgress(lines::show);
        T result = operation.await();
        out.printf(Locale.ROOT, "  %6.2f s  done%n", seconds(start));
        return result;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** One line for each new step, and for each quarter of a step that can tell how far it is. */
    private final class Lines {
        private final long start;
        private String last = "";

        Lines(long start) {
            this.start = start;
        }

        synchronized void show(Progress progress) {
            int share = (int) (progress.activityFraction().orElse(0) * SHARES);
            String line = progress.activity() + (share == 0 ? "" : " " + 100 * share / SHARES + " %");
            if (!progress.activity().isEmpty() && !line.equals(last)) {
                last = line;
                out.printf(
                        Locale.ROOT,
                        "  %6.2f s  %d/%d %s%n",
                        seconds(start),
                        Math.min(progress.stepsDone() + 1, progress.stepsTotal()),
                        progress.stepsTotal(),
                        line);
            }
        }
    }
}
