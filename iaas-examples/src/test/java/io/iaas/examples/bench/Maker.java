package io.iaas.examples.bench;

import java.nio.file.Path;

/** A way to make machines that print a heartbeat, and to remove them. */
interface Maker extends AutoCloseable {
    /** Returns what the way is called. */
    String name();

    /** Makes a machine and returns when it runs: the file that its console is written to. */
    Path create();

    /** Removes the machine that was made last. */
    void delete();

    @Override
    default void close() {
        // Most hold nothing.
    }
}
