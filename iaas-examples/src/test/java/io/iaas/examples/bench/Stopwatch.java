package io.iaas.examples.bench;

/** Time since its making. */
final class Stopwatch {
    private static final double NANOS_A_MILLI = 1e6;

    private final long began = System.nanoTime();

    double millis() {
        return (System.nanoTime() - began) / NANOS_A_MILLI;
    }

    double seconds() {
        return millis() / 1000;
    }
}
