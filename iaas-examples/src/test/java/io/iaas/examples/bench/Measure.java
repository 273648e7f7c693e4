package io.iaas.examples.bench;

import java.util.List;

/**
 * One quantity, measured several times.
 *
 * @param what the quantity and whose it is
 * @param unit its unit, such as {@code ms}
 * @param values at least one, in the order of measuring
 */
record Measure(String what, String unit, List<Double> values) {
    static final String MILLIS = "ms";

    /** Copies the values. */
    Measure {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured of " + what);
        }
    }

    /** Returns the same under another name. */
    Measure as(String name) {
        return new Measure(name, unit, values);
    }

    double median() {
        return quantile(0.5);
    }

    double min() {
        return quantile(0);
    }

    double max() {
        return quantile(1);
    }

    /** Returns the smallest value that at least this share of all values does not exceed; between two, their mean. */
    double quantile(double share) {
        List<Double> sorted = values.stream().sorted().toList();
        double place = share * sorted.size();
        int rank = (int) Math.ceil(place);
        boolean between = place == rank && rank > 0 && rank < sorted.size();
        double upper = sorted.get(Math.min(rank, sorted.size() - 1));
        double lower = sorted.get(Math.max(0, rank - 1));
        return between ? (lower + upper) / 2 : lower;
    }
}
