package io.iaas.examples.bench;

import io.iaas.libvirt.DomainXmlBenchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** What the library computes for each machine, by JMH: one value an iteration. */
final class MicroRow implements Row {
    @Override
    public String name() {
        return "micro";
    }

    @Override
    public String title() {
        return "Micro-benchmarks (JMH, one thread, average time); no target";
    }

    @Override
    public RowResult measure(Setting setting) throws IOException {
        Path directory = Files.createDirectory(setting.scratch().resolve(name()));
        return new RowResult.Builder()
                .measure(run(setting, directory, DomainXmlBenchmark.class, "write", "domain's XML written"))
                .measure(run(setting, directory, SeedBenchmark.class, "write", "seed image written"))
                .measure(run(setting, directory, MappingBenchmark.class, "newPage", "page of 100 read from SQLite"))
                .measure(run(setting, directory, MappingBenchmark.class, "knownPage", "page of 100 read again"))
                .build();
    }

    private static Measure run(Setting setting, Path directory, Class<?> benchmark, String method, String what)
            throws IOException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include((benchmark.getName() + "." + method).replace(".", "\\.") + "$")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .forks(setting.repetitions(1, 3))
                .warmupIterations(setting.repetitions(2, 5))
                .measurementIterations(5)
                .warmupTime(TimeValue.milliseconds(setting.repetitions(200, 1000)))
                .measurementTime(TimeValue.milliseconds(setting.repetitions(200, 1000)))
                .jvmArgsAppend("--enable-native-access=ALL-UNNAMED", "-Djava.io.tmpdir=" + directory)
                .shouldFailOnError(true)
                .output(directory
                        .resolve(benchmark.getSimpleName() + "-" + method + ".log")
                        .toString());
        try {
            List<Double> values = new Runner(options.build())
                    .run().stream()
                            .map(RunResult::getBenchmarkResults)
                            .flatMap(results -> results.stream())
                            .flatMap(fork -> fork.getIterationResults().stream())
                            .map(iteration -> iteration.getPrimaryResult().getScore())
                            .toList();
            return new Measure(what, "us", values);
        } catch (RunnerException e) {
            throw new IOException("JMH: " + e.getMessage(), e);
        }
    }
}
