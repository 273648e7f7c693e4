package io.iaas.faults;

import io.iaas.error.ErrorCode;
import io.iaas.internal.engine.TimeOrderedIds;
import io.iaas.memory.HostSnapshot;
import io.iaas.memory.InMemoryRepositories;
import io.iaas.memory.SimulatedHost;
import io.iaas.memory.VirtualTime;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationState;
import io.iaas.operation.SubmitOptions;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.repository.RepositoryException;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * A host, a database and the process at work on them. No time passes but by what the world does: the engine's leases
 * and back-offs live by a clock that is moved by hand, its waits by one that every sleep moves.
 */
final class World implements AutoCloseable {
    static final Duration LEASE = Duration.ofSeconds(30);
    static final Duration GRACE = Duration.ofSeconds(60);
    static final Duration TICK = Duration.ofMillis(1);
    static final int ATTEMPTS = 5;
    static final int UNDO_ATTEMPTS = 3;
    /** In real time; nothing comes near it unless something hangs. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    final VirtualTime clock = VirtualTime.manual(Instant.parse("2026-01-01T00:00:00Z"));
    final VirtualTime time = VirtualTime.create();
    final TimeOrderedIds ids = new TimeOrderedIds();
    final InMemoryRepositories tables = InMemoryRepositories.create(clock);
    final SimulatedHost host;
    final Bystanders bystanders;

    final Subjects subjects = new Subjects(tables);
    final Ambushes ambushes = new Ambushes(this);
    final Stirrings stirrings = new Stirrings();
    final Rest rest = new Rest(this);
    final Violations violations = new Violations();

    private final List<Runnable> afterwards = new CopyOnWriteArrayList<>();
    final int workers;
    private Instance instance;

    World(Scenario scenario) {
        host = SimulatedHost.builder().time(time).guest(scenario.guest()).build();
        bystanders = new Bystanders(host);
        workers = scenario.workers();
        instance = new Instance(this);
        scenario.given().accept(this);
    }

    Instance instance() {
        return instance;
    }

    /** Has another process take the place of the one at work. */
    World with(Instance other) {
        instance.close();
        instance = other;
        return this;
    }

    /** Ends the process at work, and starts another one on what there is. */
    void restart() {
        instance.close();
        instance = new Instance(this);
    }

    HostSnapshot snapshot() {
        return host.snapshot();
    }

    Standing standing() {
        return tables.read(Standing::of);
    }

    /** Returns whether nothing is left to do: an operation that others wait for may outlive their wait. */
    boolean allIsSettled() {
        return tables.read(session -> Stream.of(OperationState.values())
                .filter(state -> !state.settled())
                .allMatch(state -> session.operations().countUnfinished(state, 1) == 0));
    }

    void pass(Duration duration) {
        try {
            time.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HypervisorException(ErrorCode.HYPERVISOR_UNAVAILABLE, "interrupted", "", e);
        }
    }

    /** Submits the scenario's operation; a caller whom the database fails does not know whether it was recorded. */
    Optional<OperationId> submit(Scenario scenario, SubmitOptions options) {
        try {
            return Optional.of(scenario.when().apply(this, options).id());
        } catch (RepositoryException e) {
            return Optional.empty();
        }
    }

    /** Runs an operation of the preparations to its end. */
    <T> T done(Operation<T> operation) {
        rest.await();
        return operation.await(PATIENCE);
    }

    boolean holdsStreamOf(OperationId operation) {
        return instance.attachments.take(operation).isPresent();
    }

    /** Has something done when the operation has ended. */
    void afterwards(Runnable task) {
        afterwards.add(task);
    }

    void runAfterwards() {
        afterwards.forEach(Runnable::run);
    }

    /** Takes all that goes wrong away, and starts a process on what there is. */
    void clearTheWay() {
        ambushes.clear();
        restart();
    }

    /** Lets the process answer its callers again. */
    void answerCallers() {
        instance.database().refuseNothing();
        if (instance.dead()) {
            restart();
        }
    }

    /** Returns the file that the newest operation, an import, keeps its stream in; a blocked one does, for a retry. */
    Optional<Path> keptStream() {
        return standing()
                .operation()
                .map(operation -> Path.of(System.getProperty("java.io.tmpdir"), "iaas-import-" + operation.id()));
    }

    @Override
    public void close() {
        instance.close();
        keptStream().map(Path::toFile).filter(File::exists).ifPresent(File::delete);
    }
}
