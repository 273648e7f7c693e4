package io.iaas.compute;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a machine consumed. Counters begin at zero whenever the guest is started; a rate is the difference of two
 * readings over the difference of their times. A group that was not asked for is empty, and so is one that the host
 * could not tell in this moment, because the guest was busy or hung.
 *
 * @param measuredAt when the host was asked
 * @param cpuTimeNanos the processor time since the start, in nanoseconds, of all virtual processors together
 * @param memory the memory
 * @param disks the disks, in the order in which they are attached
 * @param nics the interfaces, in the order of {@link Vm#nics}
 */
public record VmMetrics(
        Instant measuredAt,
        OptionalLong cpuTimeNanos,
        Optional<MemoryMetrics> memory,
        List<DiskMetrics> disks,
        List<NicMetrics> nics) {
    /** Copies the lists. */
    public VmMetrics {
        disks = List.copyOf(disks);
        nics = List.copyOf(nics);
    }
}
