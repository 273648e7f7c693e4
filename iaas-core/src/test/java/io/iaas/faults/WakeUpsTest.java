package io.iaas.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.faults.DistortedQueue.Way;
import io.iaas.memory.InProcessQueue;
import io.iaas.operation.Operation;
import io.iaas.operation.SubmitOptions;
import io.iaas.spi.repository.StoredOperation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Wake-ups that are lost, repeated and out of order change nothing but the time that operations take. */
class WakeUpsTest {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Scenario CREATE = Scenarios.all().stream()
            .filter(scenario -> scenario.name().equals("create from a disk"))
            .findFirst()
            .orElseThrow();

    @ParameterizedTest
    @EnumSource(Way.class)
    void wakeUpsChangeNothingButDelay(Way way) {
        assertThat(history(way)).isEqualTo(history(Way.FAITHFUL));
    }

    /** What becomes of operations that one process submits, and another one runs. */
    private static List<String> history(Way way) {
        InProcessQueue queue = InProcessQueue.create();
        try (World world = new World(CREATE);
                Instance submitter = new Instance(world, new DistortedQueue(queue, way), 0, POLL);
                Instance worker = new Instance(world, queue.peer(), 2, POLL)) {
            world.with(submitter).submit(CREATE, SubmitOptions.none());
            List<Operation<?>> operations = List.of(
                    submitter.compute.pause(world.subjects.vm()),
                    submitter.compute.resume(world.subjects.vm()),
                    submitter.compute.rename(world.subjects.vm(), "mail"),
                    submitter.compute.forceStop(world.subjects.vm()),
                    submitter.compute.start(world.subjects.vm()));
            operations.forEach(operation -> operation.await(World.PATIENCE));
            assertThat(worker.dead()).isFalse();
            return told(world);
        }
    }

    private static List<String> told(World world) {
        List<String> told = new ArrayList<>(Shape.of(world, true));
        for (StoredOperation operation : Records.of(world).operations()) {
            told.add(operation.kind() + " " + operation.status().state() + " in "
                    + operation.status().attempts());
            world.tables
                    .read(session -> session.steps().list(operation.id()))
                    .forEach(step -> told.add(step.name() + " " + step.state()));
        }
        return told;
    }
}
