package io.iaas.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iaas.compute.Vm;
import io.iaas.compute.VmSpec;
import io.iaas.identity.Project;
import io.iaas.image.ImageSpec;
import io.iaas.internal.compute.LiveView;
import io.iaas.internal.compute.ProjectComputeService;
import io.iaas.internal.compute.VmDefinitions;
import io.iaas.internal.image.ImageDefinitions;
import io.iaas.internal.image.ProjectImageService;
import io.iaas.memory.HostSnapshot;
import io.iaas.memory.InMemoryRepositories;
import io.iaas.memory.InProcessQueue;
import io.iaas.memory.SimulatedHost;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.memory.VirtualTime;
import io.iaas.operation.OperationState;
import io.iaas.spi.repository.ClaimedOperation;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A worker that dies at the very end of an operation. */
class WorkerDeathTest {
    private static final EngineSettings ONE_ATTEMPT = new EngineSettings(
            "node", 1, Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(1), 1, 1, Duration.ZERO);

    private final VirtualTime time = VirtualTime.create();
    private final SimulatedHost host = SimulatedHost.builder().time(time).build();
    private final Mortal repositories = new Mortal(InMemoryRepositories.create(time), new AtomicInteger());
    private final TimeOrderedIds ids = new TimeOrderedIds();
    private final Environment environment = new Environment(
            repositories,
            SimulatedHypervisor.connect(host),
            time,
            time::nanoTime,
            new ResourceNames(repositories.read(RepositorySession::installation)),
            new Attachments());
    private final ThreadlessEngine engine =
            new ThreadlessEngine(environment, definitions(), InProcessQueue.create(), ids, ONE_ATTEMPT);
    private final ProjectComputeService compute = new ProjectComputeService(
            Project.DEFAULT,
            environment,
            engine.intake(),
            ids,
            new LiveView(List.of(environment.hypervisor()), Duration.ofSeconds(5), Runnable::run));

    private static Definitions definitions() {
        List<OperationDefinition<?>> all = new ArrayList<>(VmDefinitions.all());
        all.addAll(ImageDefinitions.all());
        return new Definitions(all);
    }

    /** A database whose user dies before one of the writes to come. */
    private record Mortal(Repositories repositories, AtomicInteger writesLeft) implements Repositories {
        @Override
        public <T> T write(Function<RepositorySession, T> work) {
            if (writesLeft.getAndDecrement() == 1) {
                throw new AssertionError("dies");
            }
            return repositories.write(work);
        }

        @Override
        public <T> T read(Function<RepositorySession, T> work) {
            return repositories.read(work);
        }

        @Override
        public void close() {
            repositories.close();
        }
    }

    @Test
    void operationAllOfWhoseStepsAreDoneIsFinishedAlthoughItWasTriedOftenEnough() {
        new ProjectImageService(Project.DEFAULT, environment, engine.intake(), ids)
                .importImage(ImageSpec.disk("image", new ByteArrayInputStream(new byte[4096])));
        work();
        compute.create(VmSpec.named("web").image("image").flavor("tiny").build());
        work();
        Vm web = compute.get("web");
        var rename = compute.rename(web.id(), "api");
        ClaimedOperation claimed = engine.claim().orElseThrow();
        repositories.writesLeft().set(3);
        assertThatThrownBy(() -> engine.work(claimed, time.nanoTime())).isInstanceOf(AssertionError.class);

        time.advance(Duration.ofMinutes(5));
        work();

        assertThat(rename.info().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(compute.get(web.id()).name()).isEqualTo("api");
        assertThat(host.snapshot().domains().values())
                .extracting(HostSnapshot.Domain::title)
                .containsExactly("api");
    }

    private void work() {
        long now = time.nanoTime();
        engine.work(engine.claim().orElseThrow(), now);
    }
}
