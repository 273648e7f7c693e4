package io.iaas.examples.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** Several ways to do the same, measured in turns so that whatever else the machine does hits them all. */
final class Interleaved {
    private static final String FIRST = ", first";

    private final Map<String, Way> ways = new LinkedHashMap<>();
    private final Samples millis = new Samples();

    /** What is done, and how often behind each other in its turn. */
    private record Way(Runnable work, int times) {}

    /** Adds a way under its name. */
    Interleaved way(String name, Runnable work) {
        return way(name, 1, work);
    }

    /** Adds a way that is done several times in its turn: the first time pays for what the other ways left behind. */
    Interleaved way(String name, int times, Runnable work) {
        ways.put(name, new Way(work, times));
        return this;
    }

    /** Does each once in every round; the rounds of the warm-up do not count. */
    Interleaved run(int warmUp, int rounds) {
        for (int round = -warmUp; round < rounds; round++) {
            boolean counts = round >= 0;
            ways.forEach((name, way) -> turn(name, way, counts));
        }
        return this;
    }

    private void turn(String name, Way way, boolean counts) {
        for (int i = 0; i < way.times(); i++) {
            Stopwatch watch = new Stopwatch();
            way.work().run();
            if (counts) {
                millis.add(name, watch.millis());
                if (i == 0) {
                    millis.add(name + FIRST, watch.millis());
                }
            }
        }
    }

    /** Returns how long one way took when it was first in its turn, under a name for people. */
    Measure measureFirst(String way, String what) {
        return measure(way + FIRST, what);
    }

    /** Returns how long one way took, under a name for people. */
    Measure measure(String way, String what) {
        return millis.measure(way, Measure.MILLIS).as(what);
    }
}
