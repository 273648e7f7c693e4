package io.iaas.spi.hypervisor;

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

    /** Deletes a log with everything that was rotated out of it. Idempotent. */
    void delete(VolumeName log);
}
