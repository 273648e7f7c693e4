package io.iaas.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.compute.MetricGroup;
import io.iaas.network.MacAddress;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.DomainMetrics;
import io.iaas.spi.hypervisor.DomainRef;
import io.iaas.spi.hypervisor.Metrics;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link Metrics} promises. */
public abstract class MetricsContract extends HostTest {
    private static final Set<MetricGroup> ALL = EnumSet.allOf(MetricGroup.class);

    /** For subclasses. */
    protected MetricsContract() {}

    @Test
    void groupsAskedForAreToldAndNoOthers() {
        if (refused()) {
            return;
        }
        DomainRef ref = runningOnTheNetwork();

        DomainMetrics cpu = read(ref, Set.of(MetricGroup.CPU));
        assertThat(cpu.cpuTimeNanos()).isPresent();
        assertThat(List.of(cpu.memory().stream().toList(), cpu.disks(), cpu.nics()))
                .allSatisfy(group -> assertThat(group).isEmpty());
        DomainMetrics memory = read(ref, Set.of(MetricGroup.MEMORY));
        assertThat(memory.memory()).isPresent();
        assertThat(memory.cpuTimeNanos()).isEmpty();
        DomainMetrics disks = read(ref, Set.of(MetricGroup.DISK));
        assertThat(disks.disks()).hasSize(1);
        assertThat(disks.nics()).isEmpty();
        DomainMetrics nics = read(ref, Set.of(MetricGroup.NETWORK));
        assertThat(nics.nics()).hasSize(1);
        assertThat(nics.disks()).isEmpty();
    }

    @Test
    void memoryIsThatOfTheGuest() {
        if (refused()) {
            return;
        }
        assertThat(read(workbench().running(), ALL).memory()).hasValueSatisfying(memory -> {
            assertThat(memory.balloonBytes()).isEqualTo((long) fixture().guestMemoryMib() << 20);
            assertThat(memory.residentBytes()).isPositive();
        });
    }

    @Test
    void processorTimeGrows() {
        if (refused()) {
            return;
        }
        DomainRef ref = workbench().running();
        long first = read(ref, ALL).cpuTimeNanos().orElseThrow();

        waitUntil(
                "more processor time than " + first,
                () -> read(ref, ALL).cpuTimeNanos().orElseThrow() > first);
    }

    @Test
    void diskThatAGuestBootsFromIsRead() {
        if (refused()) {
            return;
        }
        DomainRef ref = workbench().running();

        waitUntil(
                "bytes of the disk were read",
                () -> read(ref, ALL).disks().get(0).readBytes() > 0);

        assertThat(read(ref, ALL).disks().get(0)).satisfies(disk -> {
            assertThat(disk.device()).isNotBlank();
            assertThat(disk.readRequests()).isPositive();
        });
    }

    @Test
    void pausedDomainIsTold() {
        if (refused()) {
            return;
        }
        DomainRef ref = workbench().running();
        hypervisor().power().pause(ref);

        assertThat(read(ref, ALL).cpuTimeNanos()).isPresent();
    }

    @Test
    void onlyLiveDomainsAmongThoseAskedForAreTold() {
        if (refused()) {
            return;
        }
        DomainRef one = workbench().running();
        DomainRef two = workbench().running();
        DomainRef other = workbench().running();
        DomainRef off = workbench().defined();

        Map<UUID, DomainMetrics> read = metrics().read(Set.of(uuid(one), uuid(two), uuid(off), UUID.randomUUID()), ALL);

        assertThat(read).containsOnlyKeys(uuid(one), uuid(two)).doesNotContainKey(uuid(other));
    }

    @Test
    void domainThatWentOffIsNotTold() {
        if (refused()) {
            return;
        }
        DomainRef ref = workbench().running();
        hypervisor().power().powerOff(ref);

        assertThat(metrics().read(Set.of(uuid(ref)), ALL)).isEmpty();
    }

    @Test
    void noDomainsHaveNoMetrics() {
        if (refused()) {
            return;
        }
        assertThat(metrics().read(Set.of(), ALL)).isEmpty();
    }

    private DomainRef runningOnTheNetwork() {
        hypervisor().networks().ensureDefault();
        DomainRef ref = workbench().ref();
        List<MacAddress> macs = List.of(Workbench.mac());
        hypervisor().domains().define(workbench().spec(ref, workbench().guestDisk(), macs, Optional.empty()));
        hypervisor().power().start(ref);
        return ref;
    }

    private DomainMetrics read(DomainRef ref, Set<MetricGroup> groups) {
        Map<UUID, DomainMetrics> read = metrics().read(Set.of(uuid(ref)), groups);
        assertThat(read).containsOnlyKeys(uuid(ref));
        return read.values().iterator().next();
    }

    private static UUID uuid(DomainRef ref) {
        return ref.vmId().value();
    }

    /** Asserts the refusal where the driver declares that it cannot; tells whether it did. */
    private boolean refused() {
        if (can(Capability.METRICS)) {
            return false;
        }
        assertUnsupported(Capability.METRICS, () -> metrics().read(Set.of(UUID.randomUUID()), ALL));
        return true;
    }

    private Metrics metrics() {
        return hypervisor().metrics();
    }
}
