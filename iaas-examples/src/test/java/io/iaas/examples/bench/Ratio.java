package io.iaas.examples.bench;

/**
 * What was reached of what was to be reached.
 *
 * @param what the quantity
 * @param value what was measured
 * @param bound what it is compared with
 * @param atLeast whether it must not be below the bound; otherwise it must not be above
 * @param unit the unit of both, such as {@code x}
 */
record Ratio(String what, double value, double bound, boolean atLeast, String unit) {
    static Ratio atLeast(String what, double value, double bound, String unit) {
        return new Ratio(what, value, bound, true, unit);
    }

    static Ratio atMost(String what, double value, double bound, String unit) {
        return new Ratio(what, value, bound, false, unit);
    }

    /** A value that is no number reaches nothing. */
    boolean reached() {
        return atLeast ? value >= bound : value <= bound;
    }
}
