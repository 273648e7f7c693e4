package io.iaas.libvirt;

import java.util.function.Supplier;

/** Counts the reads that were given up and have not ended: each holds a thread here and a worker of the daemon. */
final class HungReads {
    private int count;

    synchronized int count() {
        return count;
    }

    Read begin() {
        return new Read();
    }

    /** One read, from its caller's and from its call's side. */
    final class Read {
        private boolean started;
        private boolean ended;
        private boolean givenUp;

        /** Runs the call, on whatever thread. */
        <T> T run(Supplier<T> call) {
            synchronized (HungReads.this) {
                started = true;
            }
            try {
                return call.get();
            } finally {
                end();
            }
        }

        private void end() {
            synchronized (HungReads.this) {
                ended = true;
                count -= givenUp ? 1 : 0;
                givenUp = false;
            }
        }

        /** Gives a call up that is still under way; false when it has ended, or never began. */
        boolean giveUp() {
            synchronized (HungReads.this) {
                givenUp = started && !ended;
                count += givenUp ? 1 : 0;
                return givenUp;
            }
        }
    }
}
