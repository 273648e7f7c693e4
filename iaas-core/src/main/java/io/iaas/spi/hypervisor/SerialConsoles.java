package io.iaas.spi.hypervisor;

/**
 * Attaches to the first serial port of guests; needs {@link Capability#SERIAL_CONSOLE}. What {@link Consoles} keeps stays
 * complete, whoever is attached.
 *
 * <p>Caller: services. Threads: any, concurrently. Blocking: every call ends within the driver's call limit. Errors:
 * {@link HypervisorException}; a foreign domain is {@code FOREIGN_RESOURCE}, and is attached to by no call.
 */
public interface SerialConsoles {
    /**
     * Attaches to a domain that runs or is paused. One at a time is attached to it, whoever it is on the host.
     *
     * @param takeOver whether to cut off who is attached already
     * @throws HypervisorException NOT_FOUND; WRONG_STATE when the domain is off; IN_USE when somebody is attached and is not
     *     to be cut off
     */
    SerialLine open(DomainRef ref, boolean takeOver);
}
