package io.iaas.spi.hypervisor;

import java.time.Duration;

/**
 * A line to the first serial port of a guest, from its opening on. It ends when it is closed, when the guest is off, when
 * somebody takes the console over, and when the connection to the host breaks; a guest that restarts by itself keeps it.
 * Safe for use by many threads.
 */
public interface SerialLine extends AutoCloseable {
    /** The most bytes that wait to be read. Beyond them the oldest are lost: a guest may write without end. */
    int MAX_UNREAD_BYTES = 1 << 20;

    /** The most bytes that one call writes. */
    int MAX_WRITE_BYTES = 16 * 1024;

    /**
     * Returns what the guest has written and nobody has read: at least one byte, as soon as there is one, or none when the
     * patience ends first. When the line has ended, what was written before is read first.
     *
     * @throws HypervisorException WRONG_STATE when the line has ended and all is read
     */
    byte[] read(Duration patience);

    /**
     * Writes to the guest, and returns when all is on its way; whether the guest reads it is not known.
     *
     * @param bytes at most {@link #MAX_WRITE_BYTES}
     * @throws HypervisorException WRONG_STATE when the line has ended; HYPERVISOR_TIMEOUT when the guest takes nothing more:
     *     some of it may have been written, and the line has ended
     */
    void write(byte[] bytes);

    /** Ends the line, and lets those who wait for the guest return. Idempotent; never throws for the host's sake. */
    @Override
    void close();
}
