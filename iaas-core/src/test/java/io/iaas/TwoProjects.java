package io.iaas;

import static io.iaas.Cloud.PATIENCE;

import io.iaas.compute.ComputeService;
import io.iaas.compute.Flavor;
import io.iaas.identity.ProjectId;
import io.iaas.image.ImageSpec;
import io.iaas.memory.SimulatedHypervisor;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;

/** An instance with one worker and two projects, each with the same image. */
final class TwoProjects implements AutoCloseable {
    final SimulatedHypervisor hypervisor = SimulatedHypervisor.create();
    final ComputeService first;
    final ComputeService second;
    private final Iaas iaas = Iaas.builder()
            .hypervisor(hypervisor)
            .workers(1)
            .closeTimeout(Duration.ZERO)
            .followHosts(false)
            .build();

    TwoProjects() {
        ProjectId other = iaas.identity().projects().create("other").id();
        ProjectView view = iaas.project(other);
        view.flavors().create(new Flavor("tiny", 1, 128, 0));
        first = iaas.compute();
        second = view.compute();
        for (var images : List.of(iaas.images(), view.images())) {
            images.importImage(ImageSpec.disk(Cloud.IMAGE, new ByteArrayInputStream(new byte[4096])))
                    .await(PATIENCE);
        }
    }

    @Override
    public void close() {
        hypervisor.faults().clear();
        iaas.close();
    }
}
