package io.iaas.examples.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** One question of the benchmark, and all that is measured to answer it. */
interface Row {
    /** Returns all rows in the order of the table. */
    static List<Row> all() {
        Bursts bursts = new Bursts();
        return List.of(
                new ListRow(),
                new CreateRow(),
                new SubmitRow(bursts),
                new ThroughputRow(bursts),
                new ParallelRow(),
                new ThrowawayRow(),
                new StartUpRow(),
                new MicroRow());
    }

    /** Returns the word that chooses it. */
    String name();

    /** Returns what it measures, for people. */
    String title();

    /** Measures. What it made is gone when it returns. */
    RowResult measure(Setting setting) throws IOException, InterruptedException, ExecutionException;
}
