package io.iaas.compute;

/**
 * Memory of a running guest, now.
 *
 * @param balloonBytes what the guest may use
 * @param residentBytes what its process takes of the host's memory; more than the balloon by what the emulator needs
 */
public record MemoryMetrics(long balloonBytes, long residentBytes) {}
