package io.iaas.examples.cli;

import io.iaas.compute.DiskMetrics;
import io.iaas.compute.MemoryMetrics;
import io.iaas.compute.NicMetrics;
import io.iaas.compute.Vm;
import io.iaas.compute.VmMetrics;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** What a machine consumes, as the command line prints it: for people the sums of its disks and interfaces. */
record VmMetricsView(
        String id,
        String name,
        Instant measuredAt,
        Optional<Long> cpuTimeNanos,
        Optional<Long> balloonBytes,
        Optional<Long> residentBytes,
        Optional<Long> readBytes,
        Optional<Long> writtenBytes,
        Optional<Long> receivedBytes,
        Optional<Long> sentBytes,
        List<DiskMetrics> disks,
        List<NicMetrics> nics) {
    static final String[] COLUMNS = {
        "name",
        "cpuTimeNanos",
        "balloonBytes",
        "residentBytes",
        "readBytes",
        "writtenBytes",
        "receivedBytes",
        "sentBytes"
    };

    static VmMetricsView of(Vm vm, VmMetrics metrics) {
        return new VmMetricsView(
                vm.id().toString(),
                vm.name(),
                metrics.measuredAt(),
                metrics.cpuTimeNanos().stream().boxed().findFirst(),
                metrics.memory().map(MemoryMetrics::balloonBytes),
                metrics.memory().map(MemoryMetrics::residentBytes),
                sum(metrics.disks(), DiskMetrics::readBytes),
                sum(metrics.disks(), DiskMetrics::writtenBytes),
                sum(metrics.nics(), nic -> nic.received().bytes()),
                sum(metrics.nics(), nic -> nic.sent().bytes()),
                metrics.disks(),
                metrics.nics());
    }

    private static <T> Optional<Long> sum(List<T> parts, ToLongFunction<T> count) {
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(parts.stream().mapToLong(count).sum());
    }
}
