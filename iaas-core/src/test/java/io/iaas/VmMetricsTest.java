package io.iaas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.compute.MetricGroup;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmMetrics;
import io.iaas.error.ErrorCode;
import io.iaas.error.InvalidInputException;
import io.iaas.error.NotFoundException;
import io.iaas.memory.Fault;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedHost;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.hypervisor.UnsupportedCapabilityException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VmMetricsTest {
    private static final Set<MetricGroup> ALL = EnumSet.allOf(MetricGroup.class);

    private final Cloud cloud = Cloud.withImage();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void manyMachinesCostOneCallToTheHost() {
        List<VmId> ids =
                Stream.of("one", "two", "three").map(cloud::create).map(Vm::id).toList();
        cloud.hypervisor.calls().clear();

        Map<VmId, VmMetrics> metrics = cloud.iaas.compute().metrics(ids, ALL);

        assertThat(metrics).containsOnlyKeys(ids);
        assertThat(cloud.hypervisor.calls().list()).containsExactly(SimulatedCall.READ_METRICS);
    }

    @Test
    void countersGrowByTheTimeOfTheHostAndBeginAnewWithAStart() {
        Vm vm = cloud.create("web");
        VmMetrics before = metrics(vm, ALL);

        cloud.time.advance(Duration.ofSeconds(100));
        VmMetrics after = metrics(vm, ALL);

        assertThat(Duration.between(before.measuredAt(), after.measuredAt())).isEqualTo(Duration.ofSeconds(100));
        assertThat(after.cpuTimeNanos().orElseThrow() - before.cpuTimeNanos().orElseThrow())
                .isEqualTo(Duration.ofSeconds(100).toNanos() * vm.flavor().vcpus());
        assertThat(after.disks().get(0).readBytes() - before.disks().get(0).readBytes())
                .isEqualTo(100L << 20);
        assertThat(after.nics().get(0).received().packets()
                        - before.nics().get(0).received().packets())
                .isEqualTo(100_000);
        assertThat(after.memory().orElseThrow().balloonBytes())
                .isEqualTo((long) vm.flavor().memoryMib() << 20);

        cloud.iaas.compute().forceStop(vm.id()).await(Cloud.PATIENCE);
        cloud.iaas.compute().start(vm.id()).await(Cloud.PATIENCE);

        assertThat(metrics(vm, ALL).cpuTimeNanos().orElseThrow())
                .isLessThan(after.cpuTimeNanos().orElseThrow());
    }

    @Test
    void pausedMachineTakesNoProcessorTime() {
        Vm vm = cloud.create("web");
        cloud.iaas.compute().pause(vm.id()).await(Cloud.PATIENCE);
        VmMetrics before = metrics(vm, ALL);

        cloud.time.advance(Duration.ofSeconds(100));

        assertThat(metrics(vm, ALL).cpuTimeNanos()).isEqualTo(before.cpuTimeNanos());
    }

    @Test
    void machineWithoutALiveGuestIsAbsent() {
        Vm on = cloud.create("on");
        Vm off = cloud.create("off");
        cloud.iaas.compute().forceStop(off.id()).await(Cloud.PATIENCE);

        assertThat(cloud.iaas.compute().metrics(List.of(on.id(), off.id(), on.id()), ALL))
                .containsOnlyKeys(on.id());
    }

    @Test
    void unknownMachineIsNamedBeforeTheHostIsAsked() {
        Vm vm = cloud.create("web");
        VmId unknown = new VmId(UUID.randomUUID());
        cloud.hypervisor.calls().clear();

        assertThatThrownBy(() -> cloud.iaas.compute().metrics(List.of(vm.id(), unknown), ALL))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining(unknown.toString());
        assertThat(cloud.hypervisor.calls().list()).isEmpty();
    }

    @Test
    void machineOfAnotherProjectIsNotFound() {
        try (TwoProjects projects = new TwoProjects()) {
            Vm vm = projects.second.create(Cloud.aVm("theirs").build()).await(Cloud.PATIENCE);

            assertThat(projects.second.metrics(List.of(vm.id()), ALL)).containsOnlyKeys(vm.id());
            assertThatThrownBy(() -> projects.first.metrics(List.of(vm.id()), ALL))
                    .isInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void tooManyMachinesAndNoGroupsAreRefused() {
        List<VmId> many =
                Stream.generate(() -> new VmId(UUID.randomUUID())).limit(1001).toList();

        assertThatThrownBy(() -> cloud.iaas.compute().metrics(many, ALL))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1000");
        assertThatThrownBy(() -> cloud.iaas.compute().metrics(List.of(), Set.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("group");
    }

    @Test
    void noMachinesCostNoCall() {
        cloud.hypervisor.calls().clear();

        assertThat(cloud.iaas.compute().metrics(List.of(), ALL)).isEmpty();

        assertThat(cloud.hypervisor.calls().list()).isEmpty();
    }

    @Test
    void hostThatDoesNotAnswerIsToldOf() {
        Vm vm = cloud.create("web");
        cloud.hypervisor.faults().inject(Fault.before(SimulatedCall.READ_METRICS, ErrorCode.HYPERVISOR_UNAVAILABLE));

        assertThatThrownBy(() -> metrics(vm, ALL)).isInstanceOf(HypervisorException.class);
    }

    @Test
    void hostThatTellsNoMetricsSaysSo() {
        Set<Capability> rest = EnumSet.complementOf(EnumSet.of(Capability.METRICS, Capability.EPHEMERAL));
        SimulatedHypervisor bare = SimulatedHypervisor.builder(
                        SimulatedHost.builder().build())
                .capabilities(rest)
                .build();
        try (Iaas iaas = Iaas.builder().hypervisor(bare).build()) {
            assertThatThrownBy(() -> iaas.compute().metrics(List.of(), ALL))
                    .isInstanceOf(UnsupportedCapabilityException.class);
        }
    }

    private VmMetrics metrics(Vm vm, Set<MetricGroup> groups) {
        return cloud.iaas
                .compute()
                .metrics(List.of(vm.id()), groups)
                .values()
                .iterator()
                .next();
    }
}
