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
}
