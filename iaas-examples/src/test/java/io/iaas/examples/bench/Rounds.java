package io.iaas.examples.bench;

/** Repetitions, which a row asks for one after the other: where time is short there are fewer than it would like. */
final class Rounds {
    /** With fewer there is no median worth its name. */
    static final int LEAST = 3;

    private final int most;
    private final double seconds;
    private final Stopwatch watch = new Stopwatch();
    private int begun;

    /** Behind the first few, none begins when this time is over. */
    Rounds(int most, double seconds) {
        this.most = most;
        this.seconds = seconds;
    }

    /** Begins another one, if there is to be one. */
    boolean next() {
        boolean another = begun < most && (begun < LEAST || watch.seconds() < seconds);
        if (another) {
            begun++;
        }
        return another;
    }

    /** Returns the number of the round that was begun last, from 0 on. */
    int number() {
        return begun - 1;
    }
}
