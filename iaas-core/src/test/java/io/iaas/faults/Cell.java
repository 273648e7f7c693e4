package io.iaas.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.operation.OperationId;
import io.iaas.operation.SubmitOptions;
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
 * @param options how the operation is submitted
 * @param sequel what is done then
 */
record Cell(
        String category,
        Course course,
        Moment moment,
        String what,
        List<Supplier<Ambush>> ambushes,
        Expected expected,
        SubmitOptions options,
        Optional<Sequel> sequel) {
    private static final String KEY = "request-1";

    Cell(
            String category,
            Course course,
            Moment moment,
            String what,
            List<Supplier<Ambush>> ambushes,
            Expected expected) {
        this(category, course, moment, what, ambushes, expected, SubmitOptions.none(), Optional.empty());
    }

    Cell with(SubmitOptions chosen) {
        return new Cell(category, course, moment, what, ambushes, expected, chosen, sequel);
    }

    Cell then(Sequel next) {
        return new Cell(category, course, moment, what, ambushes, expected, options, Optional.of(next));
    }

    void run(Canary canary) throws InterruptedException {
        Threads threads = Threads.now();
        try {
            try (World world = new World(course.scenario())) {
                live(world, new Invariants(world, course, canary));
            }
            threads.assertBack();
        } catch (AssertionError e) {
            throw new AssertionError(course.scenario() + ", " + category + ": " + this + ": " + e.getMessage(), e);
        }
    }

    private void live(World world, Invariants invariants) {
        Optional<OperationId> newestBefore = world.standing().operation().map(StoredOperation::id);
        ambushes.forEach(ambush -> world.ambushes.lay(ambush.get()));
        SubmitOptions keyed = options.withIdempotencyKey(KEY);
        Optional<OperationId> submitted = world.submit(course.scenario(), keyed);
        Standing end = world.rest.await();
        assertThat(world.ambushes.unsprung())
                .as("mishaps that never came to pass; submitted as %s, ended as %s", submitted, end)
                .isEmpty();
        world.runAfterwards();
        Outcome outcome = Outcome.of(end, newestBefore);
        expected.check(outcome, end);
        if (outcome != Outcome.NOT_SUBMITTED && course.scenario().takesOptions()) {
            world.answerCallers();
            Optional<OperationId> id = end.operation().map(StoredOperation::id);
            submitted.ifPresent(told -> assertThat(id).hasValue(told));
            assertThat(world.submit(course.scenario(), keyed))
                    .as("the same request")
                    .isEqualTo(id);
        }
        invariants.check(outcome, end);
        if (sequel.isPresent()) {
            sequel.get().play(world, invariants);
        }
    }

    /** The step that it is about, as the registry names it. */
    String step() {
        return course.scenario().kind() + "/" + moment.stepName();
    }

    @Override
    public String toString() {
        return what + " " + moment + sequel.map(next -> ", then " + next.name()).orElse("");
    }
}
