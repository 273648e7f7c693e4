package io.iaas.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.iaas.Iaas;
import io.iaas.compute.Vm;
import io.iaas.error.ErrorCode;
import io.iaas.image.ImageSpec;
import io.iaas.memory.Fault;
import io.iaas.memory.HostSnapshot;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.operation.OperationFailedException;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An example of a unit test of a host application: no libvirt, no mock, and faults where the test wants them. */
class WorkerPoolTest {
    private final SimulatedHypervisor hypervisor = SimulatedHypervisor.create();
    private final Iaas iaas = Iaas.builder().hypervisor(hypervisor).build();
    private final WorkerPool pool = new WorkerPool(iaas, "worker");

    @BeforeEach
    void importTheImage() {
        iaas.images()
                .importImage(ImageSpec.disk("worker", new ByteArrayInputStream(new byte[1 << 20])))
                .await();
    }

    @AfterEach
    void close() {
        iaas.close();
    }

    @Test
    void growsToTheWantedSize() {
        pool.scaleTo(3);

        assertThat(pool.workers()).hasSize(3);
        assertThat(hypervisor.host().snapshot().domains()).hasSize(3);
    }

    @Test
    void shrinksByTheNewest() {
        pool.scaleTo(3);
        List<Vm> before = pool.workers();

        pool.scaleTo(1);

        assertThat(pool.workers())
                .extracting(Vm::id)
                .containsExactly(before.get(0).id());
    }

    @Test
    void aWorkerThatTheHostRefusesLeavesNothing() {
        HostSnapshot before = hypervisor.host().snapshot();
        hypervisor.faults().inject(Fault.before(SimulatedCall.START, ErrorCode.HOST_EXHAUSTED));

        assertThatExceptionOfType(OperationFailedException.class)
                .isThrownBy(() -> pool.scaleTo(1))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.HOST_EXHAUSTED));

        assertThat(pool.workers()).isEmpty();
        assertThat(hypervisor.host().snapshot()).isEqualTo(before);
    }
}
