package io.iaas.internal.compute;

import io.iaas.compute.ComputeService;
import io.iaas.compute.MetricGroup;
import io.iaas.compute.VmId;
import io.iaas.compute.VmMetrics;
import io.iaas.error.InvalidInputException;
import io.iaas.error.NotFoundException;
import io.iaas.identity.ProjectId;
import io.iaas.internal.engine.Environment;
import io.iaas.spi.hypervisor.DomainMetrics;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Asks the host what machines of a project consume. */
final class Consumption {
    private final Environment environment;

    Consumption(Environment environment) {
        this.environment = environment;
    }

    Map<VmId, VmMetrics> of(ProjectId project, Set<VmId> ids, Set<MetricGroup> groups) {
        if (ids.size() > ComputeService.MAX_METRICS) {
            throw new InvalidInputException("metrics are read of at most " + ComputeService.MAX_METRICS
                    + " machines at once, not of " + ids.size());
        }
        if (groups.isEmpty()) {
            throw new InvalidInputException("name at least one group of metrics");
        }
        if (ids.isEmpty()) {
            return Map.of();
        }
        requireKnown(project, ids);
        Set<UUID> domains = ids.stream().map(VmId::value).collect(Collectors.toUnmodifiableSet());
        Instant now = environment.time().now();
        Map<VmId, VmMetrics> metrics = new HashMap<>();
        environment
                .hypervisor()
                .metrics()
                .read(domains, Set.copyOf(groups))
                .forEach((uuid, read) -> metrics.put(new VmId(uuid), at(now, read)));
        return Map.copyOf(metrics);
    }

    private void requireKnown(ProjectId project, Set<VmId> ids) {
        Set<VmId> known =
                environment.repositories().read(session -> session.vms().known(project, ids));
        ids.stream().filter(id -> !known.contains(id)).findFirst().ifPresent(unknown -> {
            throw new NotFoundException("VM", unknown);
        });
    }

    private static VmMetrics at(Instant now, DomainMetrics read) {
        return new VmMetrics(now, read.cpuTimeNanos(), read.memory(), read.disks(), read.nics());
    }
}
