package io.iaas.spi.hypervisor;

/** What a driver on its host can do beyond defining, starting and removing domains and creating volumes. */
public enum Capability {
    /** Writes and reads the bytes of volumes. Without it no image can be imported and no seed written. */
    VOLUME_CONTENT,
    /** Lays a volume over another one, copy on write. */
    OVERLAY,
    /** Starts a kernel directly. */
    DIRECT_BOOT,
    /** Boots by UEFI. */
    UEFI,
    /** Tells which addresses guests hold. */
    ADDRESSES,
    /** Makes ports of guests reachable at the loopback address of the machine on which the driver runs. */
    PORT_FORWARDING,
    /** Keeps what guests write to their serial console. */
    CONSOLE_LOG,
    /** Attaches to the serial port of a guest that runs. */
    SERIAL_CONSOLE,
    /** Presses the reset button. */
    RESET,
    /** Tells of domains that change their state. Without it the records follow a guest's own doings by reconciling only. */
    EVENTS,
    /** Tells what guests consume. */
    METRICS,
    /** Gives guests a channel to an agent of theirs, and speaks with those who answer. */
    GUEST_AGENT,
    /** Keeps what a domain was at one moment, and brings it back. */
    CHECKPOINTS,
    /** Shows domains as the host has them: definition, log, and the screen of guests that have one. */
    EVIDENCE,
    /** Keeps a guest from using another one's hardware or network address. */
    FENCE,
    /**
     * Lets guests live no longer than the driver: the host ends those that it has started when it is closed or its
     * process dies, and a domain that has run and is off is gone. What is defined and has not run yet is left, and so
     * are volumes and logs.
     */
    EPHEMERAL
}
