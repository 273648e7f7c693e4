package io.iaas.spi.hypervisor;

import java.util.List;

/**
 * Keeps what guests write to their serial console; needs {@link Capability#CONSOLE_LOG}. A log is a file of the host
 * under a volume's name, capped by the driver: the oldest output goes first. The contract of {@link Volumes} about
 * callers, threads, time and errors holds here too.
 */
public interface Consoles {
    /** Returns whether there is a log of this name. */
    boolean exists(VolumeName log);

    /**
     * Makes an empty log.
     *
     * @throws HypervisorException FOREIGN_RESOURCE when the name is taken. Nothing is changed then.
     */
    void create(VolumeName log);

    /**
     * Returns the newest bytes of a log, at most this many; none when nothing was written or there is no such log.
     * Works while the guest runs.
     */
    byte[] tail(VolumeName log, int maxBytes);

    /**
     * Returns the names of all logs of the host, whoever made them and whatever form their names have, in a number of
     * calls to the hypervisor that does not depend on theirs. A driver that keeps logs among its volumes cannot tell
     * them apart: it may name volumes here, and logs in {@link Volumes#list}; the caller knows his own by their names.
     */
    List<String> list();

    /** Deletes a log with everything that was rotated out of it. Idempotent. When it returns the log is gone. */
    void delete(VolumeName log);
}
