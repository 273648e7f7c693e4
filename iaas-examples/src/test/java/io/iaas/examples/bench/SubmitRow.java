package io.iaas.examples.bench;

import java.io.IOException;

/** How long a caller waits for the return of a create, while many others call and workers work. */
final class SubmitRow implements Row {
    private static final double MOST_MILLIS = 20;

    private final Bursts bursts;

    SubmitRow(Bursts bursts) {
        this.bursts = bursts;
    }

    @Override
    public String name() {
        return "submit";
    }

    @Override
    public String title() {
        return "Return of create: " + Bursts.SUBMITTERS + " submitters at once, in the bursts of the row throughput";
    }

    @Override
    public RowResult measure(Setting setting) throws IOException, InterruptedException {
        Said said = bursts.said(setting);
        Measure p50 = said.measure(Burst.SUBMIT_P50, "p50", Measure.MILLIS);
        Measure p99 = said.measure(Burst.SUBMIT_P99, "p99", Measure.MILLIS);
        return new RowResult.Builder()
                .ratio(Ratio.atMost("submit p99", p99.median(), MOST_MILLIS, Measure.MILLIS))
                .measure(p50)
                .measure(p99)
                .build();
    }
}
