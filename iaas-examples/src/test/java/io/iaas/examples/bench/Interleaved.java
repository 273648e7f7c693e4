package io.iaas.examples.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** Several ways to do the same, measured in turns so that whatever else the machine does hits them all. */
final class Interleaved {
    private final Map<String, Runnable> ways = new LinkedHashMap<>();
    private final Samples millis = new Samples();

    /** Adds a way under its name. */
    Interleaved way(String name, Runnable way) {
        ways.put(name, way);
        return this;
    }

    /** Does each once in every round; the rounds of the warm-up do not count. */
    Interleaved run(int warmUp, int rounds) {
        for (int round = -warmUp; round < rounds; round++) {
            for (Map.Entry<String, Runnable> way : ways.entrySet()) {
                Stopwatch watch = new Stopwatch();
                way.getValue().run();
                if (round >= 0) {
                    millis.add(way.getKey(), watch.millis());
                }
            }
        }
        return this;
    }

    /** Returns how long one way took, under a name for people. */
    Measure measure(String way, String what) {
        return millis.measure(way, Measure.MILLIS).as(what);
    }
}
