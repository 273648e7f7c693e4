package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iaas.error.ErrorCode;
import io.iaas.image.Image;
import io.iaas.image.ImageSpec;
import io.iaas.memory.Fault;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationState;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AbandonedImportTest {
    @Test
    void fileOfTheReceivedStreamGoesWithAnImportThatIsGivenUp() {
        SimulatedHypervisor hypervisor = SimulatedHypervisor.create();
        hypervisor
                .faults()
                .inject(Fault.before(SimulatedCall.UPLOAD_VOLUME, ErrorCode.HYPERVISOR_REFUSED)
                        .forever());
        hypervisor
                .faults()
                .inject(Fault.before(SimulatedCall.DELETE_VOLUME, ErrorCode.HYPERVISOR_UNAVAILABLE)
                        .forever());
        try (Iaas iaas = Iaas.builder().hypervisor(hypervisor).attempts(1, 1).build()) {
            Operation<Image> imported =
                    iaas.images().importImage(ImageSpec.disk("image", new ByteArrayInputStream(new byte[4096])));
            await().atMost(PATIENCE).until(() -> imported.info().state() == OperationState.UNDO_BLOCKED);
            Path received = Path.of(System.getProperty("java.io.tmpdir"), "iaas-import-" + imported.id());
            assertThat(received).exists();

            iaas.operations().abandon(imported.id());

            assertThat(received).doesNotExist();
        }
    }
}
