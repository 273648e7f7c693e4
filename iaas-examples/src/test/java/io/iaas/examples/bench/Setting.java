package io.iaas.examples.bench;

import java.nio.file.Path;

/**
 * Where and how thoroughly rows measure.
 *
 * @param scratch an empty directory, on the disk that databases are measured on
 * @param guests the directory of the guests that were built
 * @param uri the libvirt whose QEMU is measured
 * @param quick whether few repetitions must do
 */
record Setting(Path scratch, Path guests, String uri, boolean quick) {
    /** Returns how often to repeat. */
    int repetitions(int quickly, int thoroughly) {
        return quick ? quickly : thoroughly;
    }

    /** Returns how often to repeat what must be decided beforehand; a quick run no oftener than fits into its time. */
    int fitting(int quickly, int thoroughly, double seconds, double secondsEach) {
        int fitting = (int) Math.max(Rounds.LEAST, seconds / secondsEach);
        return quick ? Math.min(quickly, fitting) : thoroughly;
    }

    /** Returns rounds to repeat, of which a quick run on a slow machine has fewer, so that it ends in time. */
    Rounds rounds(int quickly, int thoroughly, double seconds) {
        return quick ? new Rounds(quickly, seconds) : new Rounds(thoroughly, Double.POSITIVE_INFINITY);
    }
}
