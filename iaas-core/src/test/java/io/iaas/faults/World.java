package io.iaas.faults;

import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.error.ErrorCode;
import io.iaas.identity.Project;
import io.iaas.image.Image;
import io.iaas.image.ImageId;
import io.iaas.internal.engine.TimeOrderedIds;
import io.iaas.memory.HostSnapshot;
import io.iaas.memory.InMemoryRepositories;
import io.iaas.memory.SimulatedHost;
import io.iaas.memory.VirtualTime;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationId;
import io.iaas.operation.SubmitOptions;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.repository.ClaimedOperation;
import io.iaas.spi.repository.OperationRepository.KindVersion;
import io.iaas.spi.repository.RepositoryException;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.StoredOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * A host, a database and the process at work on them. No time passes but by what the world does: the engine's leases
 * and back-offs live by a clock that is moved by hand, its waits by one that every sleep moves.
 */
final class World implements AutoCloseable {
    static final Duration LEASE = Duration.ofSeconds(30);
    static final Duration GRACE = Duration.ofSeconds(60);
    static final int ATTEMPTS = 5;
    static final int UNDO_ATTEMPTS = 3;
    /** In real time; nothing comes near it unless something hangs. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    static final String VM = "web";

    private static final Duration IDLE = Duration.ofMillis(500);
    private static final int MOST_IDLE = 10;
    private static final Duration TICK = Duration.ofMillis(1);
    private static final Duration LOOKED_FOR_A_STOP = Duration.ofSeconds(1);

    final VirtualTime clock = VirtualTime.manual(Instant.parse("2026-01-01T00:00:00Z"));
    final VirtualTime time = VirtualTime.create();
    final TimeOrderedIds ids = new TimeOrderedIds();
    final InMemoryRepositories tables = InMemoryRepositories.create(clock);
    final SimulatedHost host;
    final Bystanders bystanders;

    private final List<Runnable> afterwards = new CopyOnWriteArrayList<>();
    private final Map<String, Object> known = new HashMap<>();
    private final List<Ambush> ambushes = new CopyOnWriteArrayList<>();
    private final Stirrings stirrings = new Stirrings();
    private final AtomicBoolean stranded = new AtomicBoolean();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private long newestEpoch;
    private Instance instance;

    World(Scenario scenario) {
        host = SimulatedHost.builder().time(time).guest(scenario.guest()).build();
        bystanders = new Bystanders(host);
        instance = new Instance(this);
        scenario.given().accept(this);
        newestEpoch = 0;
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

    HostSnapshot snapshot() {
        return host.snapshot();
    }

    Standing standing() {
        return tables.read(Standing::of);
    }

    void lay(Ambush ambush) {
        ambushes.add(ambush);
    }

    boolean waitsFor(Moment moment) {
        return ambushes.stream().anyMatch(ambush -> ambush.waitsFor(moment));
    }

    void strike(Instance where, Moment moment) {
        ambushes.forEach(ambush -> ambush.strike(this, where, moment));
    }

    /** A write begins, with all that lies in ambush at it: the world is not at rest before its end. */
    void begin() {
        stirrings.begin();
    }

    void end() {
        stirrings.end();
    }

    /** Calls who waits for the world to come to rest: something happened that may need time to pass, or a wake-up. */
    void stir() {
        stirrings.call();
    }

    /** The operation is claimed and nobody works on it. */
    void strand() {
        stranded.set(true);
    }

    void pass(Duration duration) {
        try {
            time.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HypervisorException(ErrorCode.HYPERVISOR_UNAVAILABLE, "interrupted", "", e);
        }
    }

    /** Has another process take the operation: at the second try also from a worker that took it at the first. */
    void steal() {
        for (int tries = 0; tries < 2; tries++) {
            clock.advance(LEASE.plus(TICK));
            Optional<ClaimedOperation> stolen = standing().operation().flatMap(this::claimAsThief);
            if (stolen.isPresent()) {
                raiseEpoch(stolen.get().claim().epoch());
                strand();
                return;
            }
        }
    }

    private Optional<ClaimedOperation> claimAsThief(StoredOperation operation) {
        Set<KindVersion> kinds = Set.of(new KindVersion(operation.kind(), operation.definitionVersion()));
        return tables.write(
                session -> session.operations().claimNext("thief", kinds, LEASE, Duration.ZERO, Optional.empty()));
    }

    /**
     * Has somebody ask to stop the operation, and lets so much time pass that a step that waits looks.
     *
     * @param tooLate whether he must be told that it can no longer turn back
     */
    void cancel(boolean tooLate) {
        OperationId id = standing().operation().orElseThrow().id();
        if (instance.operations.get(id).cancel() && tooLate) {
            violations.add("a cancel was taken that comes too late");
        }
        clock.advance(LOOKED_FOR_A_STOP);
    }

    /** Notes that a worker changes the host or the records: never one whose claim is older than another's that did. */
    synchronized void changedUnder(long epoch, String what) {
        if (epoch < newestEpoch) {
            violations.add("a change under claim " + epoch + " after claim " + newestEpoch + ": " + what);
        }
        raiseEpoch(epoch);
    }

    private synchronized void raiseEpoch(long epoch) {
        newestEpoch = Math.max(newestEpoch, epoch);
    }

    /** What must not be, seen while it was. */
    List<String> violations() {
        return violations;
    }

    /** Submits the scenario's operation; a caller whom the database fails does not know whether it was recorded. */
    Optional<OperationId> submit(Scenario scenario, SubmitOptions options) {
        try {
            return Optional.of(scenario.when().apply(this, options).id());
        } catch (RepositoryException e) {
            return Optional.empty();
        }
    }

    /** The machine that the scenario is about, also when it is gone. */
    VmId vm() {
        return known(
                VM, session -> session.vms().findByName(Project.DEFAULT, VM).map(Vm::id), VmId.class);
    }

    /** An image that the scenario is about, also when it is gone. */
    ImageId image(String name) {
        return known(
                name,
                session -> session.images().findByName(Project.DEFAULT, name).map(Image::id),
                ImageId.class);
    }

    private <T> T known(String name, Function<RepositorySession, Optional<T>> find, Class<T> type) {
        return type.cast(known.computeIfAbsent(name, n -> tables.read(find).orElseThrow()));
    }

    /** Lets time pass and processes restart until the newest operation is settled. */
    Standing rest() {
        for (int idle = 0; idle < MOST_IDLE; ) {
            long seen = stirrings.calls();
            Standing standing = standing();
            if (standing.operation().isEmpty() || standing.status().state().settled()) {
                stirrings.awaitRest(PATIENCE);
                return standing;
            }
            goOn(standing);
            if (!stirrings.awaitCall(seen, IDLE) && !Threads.workOn(standing)) {
                // A worker that read its clock before it jumped has left the operation claimed.
                strand();
                idle++;
            }
        }
        throw new AssertionError("nothing moves any more: " + standing());
    }

    private void goOn(Standing standing) {
        if (instance.dead()) {
            instance.close();
            instance = new Instance(this);
        }
        if (stranded.getAndSet(false)) {
            clock.advance(LEASE.plus(GRACE).plus(TICK));
        }
        Duration wait = Duration.between(clock.now(), standing.status().nextAt());
        clock.advance(wait.isNegative() ? Duration.ZERO : wait.plus(TICK));
        instance.ring();
    }

    /** Runs an operation of the preparations to its end. */
    <T> T done(Operation<T> operation) {
        rest();
        newestEpoch = 0;
        return operation.await(PATIENCE);
    }

    /** Ends the process, and has another one look whether anything is left to do. */
    void recoverOnceMore() {
        instance.close();
        clock.advance(Duration.ofHours(1));
        instance = new Instance(this);
        if (!instance.awaitNothingFound()) {
            throw new AssertionError("the next process finds work all the time");
        }
        instance.close();
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
        instance.close();
        instance = new Instance(this);
        newestEpoch = 0;
    }

    /** Lets the process answer its callers again. */
    void answerCallers() {
        instance.database().refuseNothing();
        if (instance.dead()) {
            instance.close();
            instance = new Instance(this);
        }
    }

    List<Ambush> unsprung() {
        List<Ambush> left = new ArrayList<>(ambushes);
        left.removeIf(Ambush::sprung);
        return left;
    }

    @Override
    public void close() {
        instance.close();
    }
}
