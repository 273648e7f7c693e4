package io.iaas.spi.time;

import java.time.Duration;
import java.time.Instant;

/**
 * The time that workers, waits and the simulated hypervisor live by. The system's by default; a virtual one lets tests
 * pass minutes in microseconds. Implementations are safe for use by many threads.
 */
public interface TimeSource {
    /** Returns the wall-clock time. */
    Instant now();

    /** Returns a monotonic reading in nanoseconds, meaningful only as a difference. */
    long nanoTime();

    /**
     * Lets the calling thread pass this much time.
     *
     * @throws InterruptedException when the thread is interrupted
     */
    void sleep(Duration duration) throws InterruptedException;

    /** Returns the system's time. */
    static TimeSource system() {
        return SystemTime.INSTANCE;
    }
}
