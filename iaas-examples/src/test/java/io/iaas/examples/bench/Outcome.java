package io.iaas.examples.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of a run.
 *
 * @param facts the machine
 * @param flush what a durable write costs
 * @param rows what each row has measured, by the row
 * @param failures why rows could not be measured, by the row
 */
record Outcome(Map<String, String> facts, Measure flush, Map<Row, RowResult> rows, Map<Row, String> failures) {
    Outcome(Map<String, String> facts, Measure flush) {
        this(facts, flush, new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /** Returns whether every target of the rows was reached. */
    boolean reached() {
        return rows.values().stream()
                .map(RowResult::ratios)
                .flatMap(List::stream)
                .allMatch(Ratio::reached);
    }
}
