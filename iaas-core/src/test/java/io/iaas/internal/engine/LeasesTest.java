package io.iaas.internal.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.memory.InMemoryRepositories;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationState;
import io.iaas.operation.Progress;
import io.iaas.spi.repository.Claim;
import io.iaas.spi.time.TimeSource;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LeasesTest {
    private static final EngineSettings SETTINGS = new EngineSettings(
            "node", 1, Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(1), 1, 1, Duration.ZERO);

    private final Leases leases = new Leases(
            new Environment(
                    InMemoryRepositories.create(),
                    SimulatedHypervisor.create(),
                    TimeSource.system(),
                    System::nanoTime,
                    new ResourceNames("installation"),
                    new Attachments()),
            SETTINGS);

    @Test
    void workerThatWasStoppedBehindItsClaimDoesNotEndTheOneThatClaimedAgain() {
        OperationId operation = new OperationId(UUID.randomUUID());
        RunningOperation newer = new RunningOperation(
                new Claim(operation, "node", 3),
                Thread.currentThread(),
                System::nanoTime,
                new Progress(OperationState.RUNNING, 0, 1, "", OptionalDouble.empty()),
                System.nanoTime() + SETTINGS.lease().toNanos());
        leases.add(newer);

        assertThatThrownBy(() -> leases.endOlder(new Claim(operation, "node", 2)))
                .isInstanceOf(LeaseLostException.class);

        assertThatCode(newer::check).doesNotThrowAnyException();
    }
}
