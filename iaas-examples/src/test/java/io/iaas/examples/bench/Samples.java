package io.iaas.examples.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values by the name of their quantity, as they come. */
final class Samples {
    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    void add(String quantity, double value) {
        values.computeIfAbsent(quantity, name -> new ArrayList<>()).add(value);
    }

    /** Returns the names, as they came first. */
    List<String> quantities() {
        return List.copyOf(values.keySet());
    }

    /** Returns what was measured of a quantity, which becomes its name. */
    Measure measure(String quantity, String unit) {
        return new Measure(quantity, unit, values.getOrDefault(quantity, List.of()));
    }
}
