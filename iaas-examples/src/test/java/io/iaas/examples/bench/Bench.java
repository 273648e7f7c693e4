package io.iaas.examples.bench;

import io.iaas.operation.OperationFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Measures the rows that are asked for, and prints the table. Called by {@code scripts/bench}. */
@Command(name = "bench")
public final class Bench implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(Bench.class);
    /** Beside picocli's own, so that a script can tell a missed target from a failure. */
    private static final int MISSED = 3;

    @Option(names = "--scratch", required = true)
    private Path scratch;

    @Option(names = "--guests", required = true)
    private Path guests;

    @Option(names = "--uri", required = true)
    private String uri;

    @Option(names = "--quick")
    private boolean quick;

    @Option(names = "--check")
    private boolean check;

    @Option(names = "--json")
    private Path json;

    @Option(names = "--only", split = ",")
    private List<String> only = List.of();

    /** Takes the options of {@code scripts/bench}, and where to work. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Row> rows = Row.all();
        List<String> known = rows.stream().map(Row::name).toList();
        if (!known.containsAll(only)) {
            System.err.println("The rows are " + String.join(", ", known));
            return ExitCode.USAGE;
        }
        Setting setting = new Setting(scratch, guests, uri, quick);
        Outcome outcome = new Outcome(Machine.facts(setting), DiskFlush.measure(scratch));
        for (Row row : rows) {
            if (only.isEmpty() || only.contains(row.name())) {
                measure(row, setting, outcome);
            }
        }
        System.out.print(Table.of(outcome));
        if (json != null) {
            JsonFile.write(json, outcome);
        }
        if (!outcome.failures().isEmpty()) {
            return ExitCode.SOFTWARE;
        }
        return check && !outcome.reached() ? MISSED : ExitCode.OK;
    }

    /** A row that fails takes no other with it. */
    private static void measure(Row row, Setting setting, Outcome outcome) throws InterruptedException {
        System.err.print(row.name() + " ... ");
        Stopwatch watch = new Stopwatch();
        try {
            outcome.rows().put(row, row.measure(setting));
        } catch (OperationFailedException e) {
            LOG.error("{} failed", row.name(), e);
            e.evidence().consoleTail().ifPresent(tail -> LOG.error("the guest wrote:\n{}", tail));
            outcome.failures().put(row, e.toString());
        } catch (IOException | ExecutionException | RuntimeException e) {
            LOG.error("{} failed", row.name(), e);
            outcome.failures().put(row, e.toString());
        }
        System.err.printf("%.0f s%n", watch.seconds());
    }
}
