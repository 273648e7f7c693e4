package io.iaas.spi.hypervisor;

import io.iaas.compute.DiskMetrics;
import io.iaas.compute.MemoryMetrics;
import io.iaas.compute.NicMetrics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a live domain consumed since it was started. A group that was not asked for or cannot be told now is empty.
 *
 * @param cpuTimeNanos the processor time, in nanoseconds, of all virtual processors together
 * @param memory the memory now
 * @param disks the disks, in the order of {@link DomainSpec#disks}
 * @param nics the interfaces, in the order of {@link DomainSpec#nics}
 */
public record DomainMetrics(
        OptionalLong cpuTimeNanos, Optional<MemoryMetrics> memory, List<DiskMetrics> disks, List<NicMetrics> nics) {
    /** Copies the lists. */
    public DomainMetrics {
        disks = List.copyOf(disks);
        nics = List.copyOf(nics);
    }
}
