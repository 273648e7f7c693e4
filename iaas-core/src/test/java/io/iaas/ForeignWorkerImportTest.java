package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.iaas.image.Image;
import io.iaas.image.ImageSpec;
import io.iaas.memory.InMemoryRepositories;
import io.iaas.memory.SimulatedHost;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationFailedException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** An import from a stream that a process without the stream takes. */
class ForeignWorkerImportTest {
    private final SimulatedHost host = SimulatedHost.builder().build();
    private final InMemoryRepositories repositories = InMemoryRepositories.create();

    private Iaas process(int workers) {
        return Iaas.builder()
                .repositories(new Shared(repositories))
                .hypervisor(SimulatedHypervisor.connect(host))
                .workers(workers)
                .build();
    }

    @Test
    void streamIsClosedWhenTheOtherProcessTurnsBack() {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream stream = new ByteArrayInputStream(new byte[4096]) {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        try (Iaas submitter = process(0);
                Iaas other = process(1)) {
            Operation<Image> imported = submitter.images().importImage(ImageSpec.disk("image", stream));

            assertThatThrownBy(() -> other.operations().get(imported.id()).await(PATIENCE))
                    .isInstanceOf(OperationFailedException.class);

            await().atMost(PATIENCE).untilTrue(closed);
        }
    }
}
