package io.iaas.internal.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.Iaas;
import io.iaas.compute.Flavor;
import io.iaas.compute.Freshness;
import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmQuery;
import io.iaas.compute.VmState;
import io.iaas.identity.Project;
import io.iaas.image.ImageId;
import io.iaas.memory.InMemoryRepositories;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.page.Page;
import io.iaas.page.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many calls to the hypervisor a list takes: the fault of the platform before this one was one for each machine. */
class ListCallsTest {
    private final SimulatedHypervisor hypervisor = SimulatedHypervisor.create();
    private final InMemoryRepositories repositories = InMemoryRepositories.create();

    private Iaas withMachines(int number) {
        IntStream.range(0, number).forEach(i -> hypervisor.domains().define(Domain.of(new VmId(new UUID(i, 0)))));
        repositories.<Boolean>write(session -> {
            IntStream.range(0, number).mapToObj(this::machine).forEach(session.vms()::insert);
            return true;
        });
        hypervisor.calls().clear();
        return Iaas.builder()
                .repositories(repositories)
                .hypervisor(hypervisor)
                .workers(0)
                .followHosts(false)
                .build();
    }

    private Vm machine(int number) {
        return new Vm(
                new VmId(new UUID(number, 0)),
                Project.DEFAULT,
                "vm-" + number,
                "",
                Map.of(),
                VmState.RUNNING,
                Optional.empty(),
                new ImageId(new UUID(1, 1)),
                "debian",
                new Flavor("small", 1, 1024, 10),
                Optional.of(hypervisor.hostId()),
                List.of(),
                Instant.EPOCH,
                Optional.empty(),
                0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 10_000})
    void pageTakesTwoCallsHoweverManyMachinesThereAre(int number) {
        try (Iaas iaas = withMachines(number)) {
            Page<Vm> page = iaas.compute().list(VmQuery.all(), PageRequest.first(PageRequest.MAX_LIMIT));

            assertThat(page.items())
                    .hasSize(Math.min(number, PageRequest.MAX_LIMIT))
                    .extracting(Vm::state)
                    .containsOnly(VmState.STOPPED);
            assertThat(hypervisor.calls().list())
                    .containsExactlyInAnyOrder(SimulatedCall.LIST_STATES, SimulatedCall.LIST_LEASES);
            assertThat(iaas.compute().count(VmQuery.all())).isEqualTo(number);
        }
    }

    @Test
    void recordsAreListedWithoutAnyCall() {
        try (Iaas iaas = withMachines(3)) {
            Page<Vm> page = iaas.compute().list(VmQuery.all(), PageRequest.first(10), Freshness.RECORDED);

            assertThat(page.items()).extracting(Vm::state).containsOnly(VmState.RUNNING);
            assertThat(hypervisor.calls().total()).isZero();
        }
    }
}
