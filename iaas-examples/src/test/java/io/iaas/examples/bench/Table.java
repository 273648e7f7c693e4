package io.iaas.examples.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes an outcome for people: the machine, what was reached, and then every figure. */
final class Table {
    private static final int RATIO_WIDTH = 62;
    private static final int MEASURE_WIDTH = 44;

    private final StringBuilder text = new StringBuilder();

    private Table() {}

    static String of(Outcome outcome) {
        Table table = new Table();
        table.machine(outcome);
        table.line("");
        outcome.rows().forEach(table::ratios);
        outcome.failures().forEach((row, why) -> table.line("%-11s NOT MEASURED: %s", row.name(), why));
        outcome.rows().forEach(table::measures);
        return table.text.toString();
    }

    private void machine(Outcome outcome) {
        for (Map.Entry<String, String> fact : outcome.facts().entrySet()) {
            line("%-12s %s", fact.getKey(), fact.getValue());
        }
        Measure flush = outcome.flush();
        line(
                "%-12s %s: median %s ms, p99 %s, max %s (%d times)",
                "disk",
                flush.what(),
                number(flush.median()),
                number(flush.quantile(0.99)),
                number(flush.max()),
                flush.values().size());
    }

    private void ratios(Row row, RowResult result) {
        for (Ratio ratio : result.ratios()) {
            line(
                    "%-11s %-" + RATIO_WIDTH + "s %10s  (%s %s)  %s",
                    row.name(),
                    ratio.what(),
                    quantity(ratio.value(), ratio.unit()),
                    ratio.atLeast() ? "at least" : "at most",
                    quantity(ratio.bound(), ratio.unit()),
                    ratio.reached() ? "reached" : "MISSED");
        }
    }

    private void measures(Row row, RowResult result) {
        line("");
        line("%s: %s", row.name(), row.title());
        line("  %-" + MEASURE_WIDTH + "s %-5s %10s %10s %10s %5s", "", "", "median", "min", "max", "n");
        for (Measure measure : result.measures()) {
            line(
                    "  %-" + MEASURE_WIDTH + "s %-5s %10s %10s %10s %5d",
                    measure.what(),
                    measure.unit(),
                    number(measure.median()),
                    number(measure.min()),
                    number(measure.max()),
                    measure.values().size());
        }
        result.notes().forEach(note -> line("  %s", note));
    }

    private static String quantity(double value, String unit) {
        return unit.isEmpty() ? number(value) : number(value) + " " + unit;
    }

    /** Three digits, which is more than any figure here is good for. */
    private static String number(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value) || size >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", value);
    }

    private void line(String format, Object... arguments) {
        text.append(List.of(arguments).isEmpty() ? format : String.format(Locale.ROOT, format, arguments))
                .append('\n');
    }
}
