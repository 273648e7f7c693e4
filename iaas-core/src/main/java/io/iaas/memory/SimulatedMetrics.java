package io.iaas.memory;

import io.iaas.compute.DiskMetrics;
import io.iaas.compute.MemoryMetrics;
import io.iaas.compute.MetricGroup;
import io.iaas.compute.NicMetrics;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.DomainMetrics;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.hypervisor.Metrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Guests that are always as busy as one another: every processor works all the time, and each second, begun ones
 * included, every disk reads and writes 1 MiB and every interface receives and sends a thousand packets.
 */
final class SimulatedMetrics implements Metrics {
    private static final long MIB = 1 << 20;
    private static final long REQUEST_BYTES = 4096;
    private static final long PACKETS = 1000;
    private static final long PACKET_BYTES = 1500;

    private final CallGate gate;
    private final HostState host;

    SimulatedMetrics(CallGate gate, HostState host) {
        this.gate = gate;
        this.host = host;
    }

    @Override
    public Map<UUID, DomainMetrics> read(Set<UUID> domains, Set<MetricGroup> groups) {
        gate.requireOpen();
        gate.require(Capability.METRICS);
        if (domains.isEmpty()) {
            return Map.of();
        }
        return gate.call(SimulatedCall.READ_METRICS, () -> host.locked(() -> counters(domains, groups)));
    }

    private Map<UUID, DomainMetrics> counters(Set<UUID> domains, Set<MetricGroup> groups) {
        long now = host.now();
        Map<UUID, DomainMetrics> counters = new HashMap<>();
        domains.forEach(uuid -> host.domains()
                .find(uuid)
                .flatMap(SimulatedDomain::run)
                .ifPresent(run -> counters.put(uuid, counters(run.spec(), run.age(now), groups))));
        return Map.copyOf(counters);
    }

    private static DomainMetrics counters(DomainSpec spec, Duration age, Set<MetricGroup> groups) {
        long seconds = 1 + age.toSeconds();
        long memory = spec.memoryMib() * MIB;
        NicMetrics.Traffic traffic = new NicMetrics.Traffic(seconds * PACKETS * PACKET_BYTES, seconds * PACKETS, 0, 0);
        return new DomainMetrics(
                groups.contains(MetricGroup.CPU)
                        ? OptionalLong.of(Math.multiplyExact(age.toNanos(), spec.vcpus()))
                        : OptionalLong.empty(),
                groups.contains(MetricGroup.MEMORY) ? Optional.of(new MemoryMetrics(memory, memory)) : Optional.empty(),
                groups.contains(MetricGroup.DISK) ? disks(spec.disks().size(), seconds) : List.of(),
                groups.contains(MetricGroup.NETWORK)
                        ? spec.nics().stream()
                                .map(nic -> new NicMetrics(traffic, traffic))
                                .toList()
                        : List.of());
    }

    private static List<DiskMetrics> disks(int count, long seconds) {
        long bytes = seconds * MIB;
        return IntStream.range(0, count)
                .mapToObj(i -> new DiskMetrics(
                        "vd" + (char) ('a' + i), bytes, bytes / REQUEST_BYTES, bytes, bytes / REQUEST_BYTES))
                .toList();
    }
}
