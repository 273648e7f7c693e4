package io.iaas.examples.bench;

import io.iaas.host.HostId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How soon an application has the library, and a first page, on a database that is not small. */
final class StartUpRow implements Row {
    private static final int MACHINES = 10_000;
    private static final int WARM = 10;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String title() {
        return "Iaas built and first page of 100 listed, 10,000 machines in SQLite, simulated host; no target";
    }

    @Override
    public RowResult measure(Setting setting) throws IOException, InterruptedException {
        Path directory = Files.createDirectory(setting.scratch().resolve(name()));
        Path database = directory.resolve("iaas.db");
        StoredVms.fill(database, new HostId("simulated"), MACHINES);
        Samples samples = new Samples();
        for (int i = 0; i < setting.repetitions(5, 15); i++) {
            Said said = BenchJvm.run(StartUp.class, directory.resolve("log"), List.of(), database, MACHINES, WARM);
            said.values().forEach((quantity, values) -> values.forEach(value -> samples.add(quantity, value)));
        }
        return new RowResult.Builder()
                .measure(samples.measure(StartUp.BUILD, Measure.MILLIS).as("build, fresh JVM"))
                .measure(samples.measure(StartUp.FIRST_LIST, Measure.MILLIS).as("first page, fresh JVM"))
                .measure(samples.measure(StartUp.JVM_TO_LIST, Measure.MILLIS).as("JVM started, built, first page"))
                .measure(samples.measure(StartUp.WARM, Measure.MILLIS).as("build and first page, warm JVM"))
                .build();
    }
}
