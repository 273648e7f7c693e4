package io.iaas.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.operation.OperationId;
import io.iaas.spi.repository.StoredOperation;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One history: a scenario in which something goes wrong at a moment, and how it must end.
 *
 * @param category the kind of mishap
 * @param course the undisturbed scenario
 * @param moment when
 * @param what what goes wrong
 * @param ambushes makes what goes wrong
 * @param expected how it must end
 */
record Cell(
        String category,
        Course course,
        Moment moment,
        String what,
        List<Supplier<Ambush>> ambushes,
        Expected expected) {

    void run(Canary canary) throws InterruptedException {
        try {
            live(canary);
        } catch (AssertionError e) {
            throw new AssertionError(course.scenario() + ", " + category + ": " + this + ": " + e.getMessage(), e);
        }
    }

    private void live(Canary canary) throws InterruptedException {
        Threads threads = Threads.now();
        try (World world = new World(course.scenario())) {
            Invariants invariants = new Invariants(world, course, canary);
            Optional<OperationId> newestBefore = world.standing().operation().map(StoredOperation::id);
            ambushes.forEach(ambush -> world.lay(ambush.get()));
            world.submit(course.scenario());
            Standing end = world.rest();
            assertThat(world.unsprung()).as("mishaps that never came to pass").isEmpty();
            Outcome outcome = Outcome.of(end, newestBefore);
            expected.check(outcome, end);
            invariants.check(outcome, end);
        }
        threads.assertBack();
    }

    /** The step that it is about, as the registry names it; the first one for what comes before all steps. */
    String step() {
        return course.scenario().kind() + "/" + moment.stepName();
    }

    @Override
    public String toString() {
        return what + " " + moment;
    }
}
