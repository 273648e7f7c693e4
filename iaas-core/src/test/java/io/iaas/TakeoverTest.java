package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static io.iaas.Cloud.aVm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iaas.compute.Vm;
import io.iaas.compute.VmState;
import io.iaas.identity.Project;
import io.iaas.image.ImageSpec;
import io.iaas.memory.Fault;
import io.iaas.memory.InMemoryRepositories;
import io.iaas.memory.InjectedFault;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedHost;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.memory.VirtualTime;
import io.iaas.operation.JournalStep;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationState;
import io.iaas.spi.repository.ClaimedOperation;
import io.iaas.spi.repository.OperationRepository.KindVersion;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A worker that was taken for dead changes nothing more, and what it left is finished by another. */
class TakeoverTest {
    private static final Duration LONGER_THAN_ANY_LEASE = Duration.ofMinutes(5);

    private final VirtualTime databaseClock = VirtualTime.manual(Instant.parse("2026-01-01T00:00:00Z"));
    private final InMemoryRepositories repositories = InMemoryRepositories.create(databaseClock);
    private final SimulatedHost host = SimulatedHost.builder().build();
    private final SimulatedHypervisor slow = SimulatedHypervisor.connect(host);
    private final Iaas first = Iaas.builder()
            .repositories(new Shared(repositories))
            .hypervisor(slow)
            .build();

    @AfterEach
    void close() {
        slow.faults().clear();
        first.close();
    }

    @Test
    void lostClaimWritesNothingAndTheNextWorkerFinishesTheOperation() throws InterruptedException {
        first.images()
                .importImage(ImageSpec.disk(Cloud.IMAGE, new ByteArrayInputStream(new byte[4096])))
                .await(PATIENCE);
        InjectedFault hang = slow.faults().inject(Fault.hangAfter(SimulatedCall.DEFINE_DOMAIN));
        Operation<Vm> create = first.compute().create(aVm("web").build());
        assertThat(hang.awaitHit(PATIENCE)).isTrue();

        databaseClock.advance(LONGER_THAN_ANY_LEASE);
        ClaimedOperation stolen = claimAsAnotherNode();
        assertThat(stolen.operation().id()).isEqualTo(create.id());
        hang.release();
        assertThat(slow.calls().count(SimulatedCall.START)).isZero();
        assertThat(first.operations().journal(create.id()))
                .last()
                .extracting(JournalStep::name, JournalStep::state)
                .containsExactly("define-domain", JournalStep.State.INTENT);

        databaseClock.advance(LONGER_THAN_ANY_LEASE);
        assertThat(create.await(PATIENCE).state()).isEqualTo(VmState.RUNNING);
        assertThat(host.snapshot().domains()).hasSize(1);
        int attempts = repositories.read(session -> session.operations()
                .find(Project.DEFAULT, create.id())
                .orElseThrow()
                .status()
                .attempts());
        assertThat(attempts).isEqualTo(3);
    }

    private ClaimedOperation claimAsAnotherNode() {
        return repositories
                .write(session -> session.operations()
                        .claimNext(
                                "thief",
                                Set.of(new KindVersion(OperationKind.VM_CREATE, 1)),
                                Duration.ofMinutes(1),
                                Duration.ZERO,
                                Optional.empty()))
                .orElseThrow();
    }

    @Test
    void operationThatKeepsKillingItsWorkersIsUndone() {
        first.images()
                .importImage(ImageSpec.disk(Cloud.IMAGE, new ByteArrayInputStream(new byte[4096])))
                .await(PATIENCE);
        InjectedFault hang =
                slow.faults().inject(Fault.hangBefore(SimulatedCall.START).forever());
        Operation<Vm> create = first.compute().create(aVm("web").build());
        for (int death = 0; death < 6; death++) {
            int deaths = death;
            await().atMost(PATIENCE)
                    .until(() -> hang.hits() > deaths || create.info().state() != OperationState.RUNNING);
            databaseClock.advance(LONGER_THAN_ANY_LEASE);
        }

        await().atMost(PATIENCE).until(() -> create.info().state() == OperationState.ROLLED_BACK);
        assertThat(host.snapshot().domains()).isEmpty();
        assertThat(first.compute().find("web")).isEmpty();
    }
}
