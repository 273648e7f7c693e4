package io.iaas.spi.hypervisor;

/**
 * A volume as the host has it.
 *
 * @param name its name
 * @param capacityBytes the size that a guest sees
 * @param allocatedBytes the space that it takes
 */
public record ObservedVolume(String name, long capacityBytes, long allocatedBytes) {}
