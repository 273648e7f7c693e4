package io.iaas.internal.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.compute.Flavor;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmState;
import io.iaas.error.ErrorCode;
import io.iaas.host.HostId;
import io.iaas.identity.Project;
import io.iaas.image.ImageId;
import io.iaas.memory.Fault;
import io.iaas.memory.InjectedFault;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedHost;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.spi.hypervisor.Hypervisor;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveViewTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SimulatedHypervisor east = host("east");
    private final SimulatedHypervisor west = host("west");
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private static SimulatedHypervisor host(String name) {
        return SimulatedHypervisor.builder(SimulatedHost.builder().build())
                .hostId(name)
                .build();
    }

    /** Puts a machine on a host, recorded as paused though it is powered off. */
    private static Vm on(Hypervisor host) {
        VmId id = new VmId(UUID.randomUUID());
        host.domains().define(Domain.of(id));
        return new Vm(
                id,
                Project.DEFAULT,
                "web",
                "",
                Map.of(),
                VmState.PAUSED,
                Optional.empty(),
                new ImageId(new UUID(1, 1)),
                "debian",
                new Flavor("small", 1, 1024, 10),
                Optional.of(host.hostId()),
                List.of(),
                Instant.EPOCH,
                Optional.empty(),
                0);
    }

    private LiveView view(Duration limit) {
        return new LiveView(List.of(east, west), limit, threads);
    }

    @AfterEach
    void close() {
        east.faults().clear();
        west.faults().clear();
        threads.shutdownNow();
    }

    @Test
    void machinesOfAllHostsAreSeenByOneCallToEach() {
        List<Vm> vms =
                Stream.of(east, west, east, west, east).map(LiveViewTest::on).toList();

        List<Vm> seen = view(PATIENCE).ofAll(vms);

        assertThat(seen)
                .extracting(Vm::id)
                .containsExactlyElementsOf(vms.stream().map(Vm::id).toList());
        assertThat(seen).extracting(Vm::state).containsOnly(VmState.STOPPED);
        assertThat(east.calls().count(SimulatedCall.LIST_STATES)).isEqualTo(1);
        assertThat(west.calls().count(SimulatedCall.LIST_STATES)).isEqualTo(1);
    }

    @Test
    void machinesOfASilentHostAreUnknownAndTheOthersAreSeen() {
        List<Vm> vms = List.of(on(east), on(west));
        InjectedFault hang = east.faults().inject(Fault.hangBefore(SimulatedCall.LIST_STATES));

        LiveView view = view(Duration.ofMillis(300));
        List<Vm> seen = view.ofAll(vms);

        assertThat(seen.get(0).state()).isEqualTo(VmState.UNKNOWN);
        assertThat(seen.get(0).stateReason()).hasValue("host east did not answer within 300 ms");
        assertThat(seen.get(1).state()).isEqualTo(VmState.STOPPED);
        hang.release();
    }

    @Test
    void nobodyWaitsForAHostThatHasBeenSilentForLong() throws InterruptedException {
        Vm vm = on(east);
        InjectedFault hang = east.faults().inject(Fault.hangBefore(SimulatedCall.LIST_STATES));
        HostReader reader = new HostReader(east, threads, Duration.ofNanos(1));
        CompletableFuture<HostReading> first = reader.read(domains(vm));
        assertThat(hang.awaitHit(PATIENCE)).isTrue();

        CompletableFuture<HostReading> again = reader.read(domains(vm));

        assertThat(again).isCompletedExceptionally();
        hang.release();
        assertThat(first.join().states()).containsOnlyKeys(vm.id().value());
    }

    @Test
    void hostThatAnswersAgainIsBelievedAgain() {
        Vm vm = on(east);
        LiveView view = view(PATIENCE);
        east.faults().inject(Fault.before(SimulatedCall.LIST_STATES, ErrorCode.HYPERVISOR_UNAVAILABLE));

        assertThat(view.of(vm).state()).isEqualTo(VmState.UNKNOWN);
        assertThat(view.of(vm).state()).isEqualTo(VmState.STOPPED);
    }

    @Test
    void reasonOfADefectIsNotItsText() {
        Vm vm = on(east);
        east.listen((call, point) -> {
            throw new IllegalStateException("secret");
        });

        assertThat(view(PATIENCE).of(vm).stateReason()).hasValue("the driver of host east failed");
    }

    @Test
    void machineOfAHostThatIsNotOursIsUnknown() {
        Vm elsewhere = on(east).withHost(new HostId("north"));

        Vm seen = view(PATIENCE).of(elsewhere);

        assertThat(seen.state()).isEqualTo(VmState.UNKNOWN);
        assertThat(seen.stateReason().orElseThrow()).contains("north");
    }

    @Test
    void machineWhoseDomainIsGoneIsInError() {
        Vm vm = on(east);
        east.domains().undefine(Domain.ref(vm.id()));

        Vm seen = view(PATIENCE).of(vm);

        assertThat(seen.state()).isEqualTo(VmState.ERROR);
        assertThat(seen.stateReason()).isPresent();
    }

    @Test
    void machinesThatNoHostCanTellOfAskNone() {
        Vm creating = on(east).withState(VmState.CREATING);

        assertThat(view(PATIENCE).of(creating)).isEqualTo(creating);
        assertThat(view(PATIENCE).ofAll(List.of())).isEmpty();
        assertThat(east.calls().count(SimulatedCall.LIST_STATES)).isZero();
    }

    @Test
    void allWhoAskDuringACallShareTheNextOne() throws InterruptedException {
        Vm vm = on(east);
        HostReader reader = new HostReader(east, threads, PATIENCE);
        InjectedFault hang = east.faults().inject(Fault.hangBefore(SimulatedCall.LIST_STATES));
        CompletableFuture<HostReading> first = reader.read(domains(vm));
        assertThat(hang.awaitHit(PATIENCE)).isTrue();

        Vm later = on(east);
        List<CompletableFuture<HostReading>> others = IntStream.range(0, 20)
                .mapToObj(i -> reader.read(domains(i % 2 == 0 ? vm : later)))
                .toList();
        hang.release();

        assertThat(first.join().states()).containsOnlyKeys(vm.id().value());
        assertThat(others)
                .allSatisfy(other -> assertThat(other.join().states())
                        .containsOnlyKeys(vm.id().value(), later.id().value()));
        assertThat(east.calls().count(SimulatedCall.LIST_STATES)).isEqualTo(2);
    }

    private static Set<UUID> domains(Vm vm) {
        return new HashSet<>(Set.of(vm.id().value()));
    }
}
