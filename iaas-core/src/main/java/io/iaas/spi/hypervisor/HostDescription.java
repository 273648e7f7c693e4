package io.iaas.spi.hypervisor;

import io.iaas.host.Accelerator;

/**
 * What a host is.
 *
 * @param hypervisor product and version, for people
 * @param accelerator what runs guests here
 * @param cpus logical processors
 * @param memoryMib physical memory in MiB
 */
public record HostDescription(String hypervisor, Accelerator accelerator, int cpus, long memoryMib) {}
