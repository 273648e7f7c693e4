package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static io.iaas.Cloud.aVm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iaas.compute.Vm;
import io.iaas.image.ImageSpec;
import io.iaas.memory.Fault;
import io.iaas.memory.InMemoryRepositories;
import io.iaas.memory.InjectedFault;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedHost;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.memory.VirtualTime;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationState;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A worker whose call hangs for longer than its lease is taken for dead, also by its own process. */
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
