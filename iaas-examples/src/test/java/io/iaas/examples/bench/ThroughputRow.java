package io.iaas.examples.bench;

import java.io.IOException;

/** How many machines a second are created, and deleted, when the host takes no time. */
final class ThroughputRow implements Row {
    private static final double LEAST_A_SECOND = 300;

    private final Bursts bursts;

    ThroughputRow(Bursts bursts) {
        this.bursts = bursts;
    }

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public String title() {
        return "1,000 creates at once, then as many deletes, SQLite FULL, simulated host, -Xmx" + Bursts.HEAP_MIB + "m";
    }

    @Override
    public RowResult measure(Setting setting) throws IOException, InterruptedException {
        Said said = bursts.said(setting);
        Measure creates = said.measure(Burst.CREATES, "creates", "/s");
        Measure deletes = said.measure(Burst.DELETES, "deletes", "/s");
        Measure failed = said.measure(Burst.FAILED, "failed operations", "");
        Measure peak = said.measure(Burst.HEAP_PEAK, "heap, peak", "MiB");
        return new RowResult.Builder()
                .ratio(Ratio.atLeast("creates a second", creates.median(), LEAST_A_SECOND, "/s"))
                .ratio(Ratio.atMost("heap, peak", peak.max(), Bursts.HEAP_MIB, "MiB"))
                .ratio(Ratio.atMost("failed operations", failed.max(), 0, ""))
                .measure(creates)
                .measure(deletes)
                .measure(failed)
                .measure(peak)
                .measure(said.measure(Burst.HEAP_AT_REST, "heap behind a collection", "MiB"))
                .build();
    }
}
