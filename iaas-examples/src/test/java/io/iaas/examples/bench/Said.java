package io.iaas.examples.bench;

import java.util.List;
import java.util.Map;

/** What another JVM said that it has measured. */
record Said(Map<String, List<Double>> values) {
    /** Returns one of its quantities, under a name for people. */
    Measure measure(String quantity, String what, String unit) {
        return new Measure(what, unit, values.getOrDefault(quantity, List.of()));
    }
}
