package io.iaas.examples.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How long a caller waits for the return of a create, while many others call and workers work. */
final class SubmitRow implements Row {
    private static final int SUBMITTERS = 50;
    private static final double MOST_MILLIS = 20;

    @Override
    public String name() {
        return "submit";
    }

    @Override
    public String title() {
        return "Return of create: " + SUBMITTERS + " submitters at once, SQLite FULL, simulated host";
    }

    @Override
    public RowResult measure(Setting setting) throws IOException, InterruptedException {
        Path directory = Files.createDirectory(setting.scratch().resolve(name()));
        Said said = BenchJvm.run(
                Burst.class,
                directory.resolve("log"),
                List.of(),
                directory,
                Burst.TIMES,
                SUBMITTERS,
                setting.repetitions(300, Burst.MACHINES),
                false);
        Measure p50 = said.measure(Burst.SUBMIT_P50, "p50", Measure.MILLIS);
        Measure p99 = said.measure(Burst.SUBMIT_P99, "p99", Measure.MILLIS);
        return new RowResult.Builder()
                .ratio(Ratio.atMost("submit p99", p99.median(), MOST_MILLIS, Measure.MILLIS))
                .measure(p50)
                .measure(p99)
                .build();
    }
}
