package io.iaas.spi.hypervisor;

/**
 * Keeps what a domain was at one moment, its memory and the content of its disks, and brings it back; needs
 * {@link Capability#CHECKPOINTS}. A domain has one checkpoint at most. It lies in the domain's disks: it outlasts the
 * guest's end and the driver, grows the disk that it lies in by what the guest's memory holds, and goes when that disk is
 * deleted. What the guest wrote to its console log is not taken back.
 *
 * <p>The contract of {@link DomainPower} about callers, threads, errors and foreign domains holds here too; the calls are
 * for domains that are running or paused, and of any other, {@code WRONG_STATE}. Blocking: the guest is halted for the time
 * that its memory takes to be written or read, and a call ends within the driver's call limit.
 */
public interface Checkpoints {
    /**
     * Takes the domain's checkpoint, in place of an earlier one. It goes on as it was. Idempotent: what a later call keeps
     * is a later moment.
     *
     * @throws HypervisorException HYPERVISOR_REFUSED when the domain's disks cannot keep one; STORAGE_FULL. There may be
     *     none then, also where there was one before; the guest goes on.
     */
    void take(DomainRef ref);

    /**
     * Makes the domain what it was at its checkpoint, and lets it run, also when it was paused. Its clock goes on from
     * then, and connections that were made since are unknown to it. Idempotent.
     *
     * @throws HypervisorException NOT_FOUND when the domain has no checkpoint; it goes on as it was then.
     *     HYPERVISOR_REFUSED when the checkpoint cannot be read; the domain is paused then, and can only be powered off
     */
    void restore(DomainRef ref);

    /** Forgets the domain's checkpoint, and frees its space. Idempotent: that there is none is a success. */
    void discard(DomainRef ref);
}
