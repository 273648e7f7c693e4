package io.iaas.examples.bench;

import java.util.List;
import java.util.Map;

/** What another JVM said that it has measured. The first value of each quantity is that of a cold JVM, and left out. */
record Said(Map<String, List<Double>> values) {
    /** Returns one of its quantities, under a name for people. */
    Measure measure(String quantity, String what, String unit) {
        List<Double> all = values.getOrDefault(quantity, List.of());
        return new Measure(what, unit, all.subList(Math.min(1, all.size()), all.size()));
    }
}
