package io.iaas;

import static io.iaas.Cloud.PATIENCE;

import io.iaas.compute.ComputeService;
import io.iaas.compute.Flavor;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.image.ImageSpec;
import io.iaas.internal.compute.LiveView;
import io.iaas.internal.compute.ProjectComputeService;
import io.iaas.internal.compute.VmDefinitions;
import io.iaas.internal.engine.Attachments;
import io.iaas.internal.engine.Definitions;
import io.iaas.internal.engine.EngineSettings;
import io.iaas.internal.engine.Environment;
import io.iaas.internal.engine.OperationDefinition;
import io.iaas.internal.engine.OperationEngine;
import io.iaas.internal.engine.ResourceNames;
import io.iaas.internal.engine.TimeOrderedIds;
import io.iaas.internal.image.ImageDefinitions;
import io.iaas.internal.image.ProjectImageService;
import io.iaas.memory.InMemoryRepositories;
import io.iaas.memory.InProcessQueue;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.time.TimeSource;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** An engine with one worker and two projects, each with the same image. The API offers one project only as yet. */
final class TwoProjects implements AutoCloseable {
    final SimulatedHypervisor hypervisor = SimulatedHypervisor.create();
    final ComputeService first;
    final ComputeService second;
    private final OperationEngine engine;

    TwoProjects() {
        InMemoryRepositories repositories = InMemoryRepositories.create();
        ProjectId other = new ProjectId(UUID.randomUUID());
        repositories.<Boolean>write(session -> {
            session.projects().insert(new Project(other, "other", session.now()));
            session.flavors().insert(other, new Flavor("tiny", 1, 128, 0));
            return true;
        });
        Environment environment = new Environment(
                repositories,
                hypervisor,
                TimeSource.system(),
                System::nanoTime,
                new ResourceNames(repositories.read(RepositorySession::installation)),
                new Attachments());
        TimeOrderedIds ids = new TimeOrderedIds();
        engine = new OperationEngine(environment, definitions(), InProcessQueue.create(), ids, oneWorker());
        LiveView live = new LiveView(List.of(hypervisor), PATIENCE, Runnable::run);
        first = new ProjectComputeService(Project.DEFAULT, environment, engine, ids, live);
        second = new ProjectComputeService(other, environment, engine, ids, live);
        engine.start();
        for (ProjectId project : List.of(Project.DEFAULT, other)) {
            new ProjectImageService(project, environment, engine, ids)
                    .importImage(ImageSpec.disk(Cloud.IMAGE, new ByteArrayInputStream(new byte[4096])))
                    .await(PATIENCE);
        }
    }

    private static Definitions definitions() {
        List<OperationDefinition<?>> all = new ArrayList<>(VmDefinitions.all());
        all.addAll(ImageDefinitions.all());
        return new Definitions(all);
    }

    private static EngineSettings oneWorker() {
        Duration second = Duration.ofSeconds(1);
        return new EngineSettings(
                "one", 1, second.multipliedBy(30), second.multipliedBy(60), second, 5, 12, Duration.ZERO);
    }

    @Override
    public void close() {
        hypervisor.faults().clear();
        engine.close();
    }
}
