package io.iaas.examples.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/** How long machines of several makers take until their heartbeat. */
final class Boots {
    /** A boot keeps one processor busy, and a machine that measures has two. */
    static final int AT_ONCE = 2;

    private Boots() {}

    /**
     * Boots machines of the makers by turns, two at a time, so that what else the machine does hits all.
     *
     * @param quantity what is written before the maker's name
     * @param makers at least as many as boot at once
     */
    static void measure(String quantity, List<Maker> makers, int pairs, Samples samples)
            throws InterruptedException, ExecutionException {
        try (Crowd crowd = new Crowd(AT_ONCE)) {
            for (int pair = 0; pair < pairs; pair++) {
                int first = pair * AT_ONCE;
                List<Maker> together = IntStream.range(first, first + AT_ONCE)
                        .mapToObj(boot -> makers.get(boot % makers.size()))
                        .toList();
                for (Boot boot : beside(together, crowd)) {
                    samples.add(quantity + boot.maker(), boot.millis());
                }
            }
        }
    }

    private static List<Boot> beside(List<Maker> makers, Crowd crowd) throws InterruptedException, ExecutionException {
        try {
            return crowd.ask(makers.size(), i -> new Boot(makers.get(i).name(), millis(makers.get(i))))
                    .values();
        } finally {
            makers.forEach(Maker::delete);
        }
    }

    private record Boot(String maker, double millis) {}

    private static double millis(Maker maker) {
        Stopwatch creating = new Stopwatch();
        try {
            Heartbeat.await(maker.create());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return creating.millis();
    }
}
