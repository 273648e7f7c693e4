package io.iaas.spi.hypervisor;

import java.util.Optional;

/**
 * Shows a domain as the host has it; needs {@link Capability#EVIDENCE}. For people who look for what went wrong: nothing
 * is decided by it.
 *
 * <p>Caller: services. Threads: any, concurrently. Blocking: every call ends within the driver's call limit, and stands in
 * nobody's way when the guest hangs. Errors: {@link HypervisorException}, {@code FOREIGN_RESOURCE} for a domain that is
 * not ours. Changes nothing.
 */
public interface Evidence {
    /** Returns what the guest shows, as the content of a PNG file; empty when it is off, has no screen, or does not exist. */
    Optional<byte[]> screenshot(DomainRef ref);

    /** Returns the domain in the host's own language, without secrets; empty when it does not exist. */
    Optional<String> definition(DomainRef ref);

    /**
     * Returns the end of what the program that runs the guest has said. The domain may be gone.
     *
     * @param maxBytes how much at most
     * @return empty when there is nothing, or when this process cannot read it
     */
    Optional<String> log(DomainRef ref, int maxBytes);
}
