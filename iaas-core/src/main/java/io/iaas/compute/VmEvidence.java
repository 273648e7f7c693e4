package io.iaas.compute;

import java.util.Optional;

/**
 * A machine as its host has it, asked at each call. For whoever looks after the installation: it names files and programs
 * of the host, which are no tenant's affair. It holds no secret that the library knows. Safe for use by many threads.
 *
 * <p>Each method throws {@link io.iaas.spi.hypervisor.UnsupportedCapabilityException} when the host shows nothing, and
 * {@link io.iaas.spi.hypervisor.HypervisorException} when it does not answer.
 */
public interface VmEvidence {
    /** Returns what the guest shows, as the content of a PNG file; empty when it is off or has no screen. */
    Optional<byte[]> screen();

    /** Returns its domain in the hypervisor's own language, such as libvirt's XML; empty when there is none now. */
    Optional<String> definition();

    /**
     * Returns the end of what the program that runs the guest has said, such as QEMU's log: one MiB at most. It outlives
     * the machine.
     *
     * @return empty when there is none, or when this process cannot read it
     */
    Optional<String> log();
}
