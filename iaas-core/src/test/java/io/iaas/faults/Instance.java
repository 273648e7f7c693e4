package io.iaas.faults;

import io.iaas.compute.ComputeService;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.image.ImageService;
import io.iaas.internal.cascade.ProjectCascade;
import io.iaas.internal.compute.LiveView;
import io.iaas.internal.compute.ProjectComputeService;
import io.iaas.internal.compute.Redefinition;
import io.iaas.internal.engine.Attachments;
import io.iaas.internal.engine.EngineSettings;
import io.iaas.internal.engine.Environment;
import io.iaas.internal.engine.OperationEngine;
import io.iaas.internal.engine.ResourceNames;
import io.iaas.internal.engine.TimeOrderedIds;
import io.iaas.internal.image.ProjectImageService;
import io.iaas.internal.operation.ProjectOperationService;
import io.iaas.memory.CallListener.Point;
import io.iaas.memory.InProcessQueue;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.operation.OperationId;
import io.iaas.operation.OperationService;
import io.iaas.spi.queue.OperationQueue;
import io.iaas.spi.repository.RepositorySession;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A process with the library in it: put together as {@code Iaas} does, but living by the world's clock. */
final class Instance implements AutoCloseable {
    private static final OperationId ANY = new OperationId(new UUID(0, 0));
    /** Longer than any test: what is found is found because somebody rang. */
    private static final Duration POLL = Duration.ofHours(1);

    final ImageService images;
    final ComputeService compute;
    final OperationService operations;
    final Redefinition redefinition;
    final ProjectCascade projects;
    final Attachments attachments = new Attachments();

    private final World world;
    private final WatchedDatabase database;
    private final SimulatedHypervisor hypervisor;
    private final OperationQueue queue;
    private final Environment environment;
    private final OperationEngine engine;
    private final Walks walks = new Walks();
    private final CountDownLatch foundNothing = new CountDownLatch(1);
    private volatile boolean dead;

    Instance(World world) {
        this(world, InProcessQueue.create(), world.workers, POLL);
    }

    Instance(World world, OperationQueue queue, int workers, Duration poll) {
        this.world = world;
        this.queue = queue;
        this.database = new WatchedDatabase(world, this);
        this.hypervisor = SimulatedHypervisor.connect(world.host);
        hypervisor.listen(this::call);
        Environment environment = new Environment(
                database,
                hypervisor,
                world.time,
                world.clock::nanoTime,
                new ResourceNames(database.read(RepositorySession::installation)),
                attachments);
        TimeOrderedIds ids = world.ids;
        EngineSettings settings = new EngineSettings(
                UUID.randomUUID().toString(),
                workers,
                World.LEASE,
                World.GRACE,
                poll,
                World.ATTEMPTS,
                World.UNDO_ATTEMPTS,
                World.PATIENCE);
        this.engine = new OperationEngine(environment, Registry.definitions(), queue, ids, settings);
        this.environment = environment;
        this.images = images(Project.DEFAULT);
        this.compute = compute(Project.DEFAULT);
        this.operations = new ProjectOperationService(Project.DEFAULT, database, engine);
        this.redefinition = new Redefinition(engine);
        this.projects = new ProjectCascade(engine);
        engine.start();
    }

    ImageService images(ProjectId project) {
        return new ProjectImageService(project, environment, engine, world.ids);
    }

    ComputeService compute(ProjectId project) {
        LiveView live = new LiveView(List.of(hypervisor), World.PATIENCE, Runnable::run);
        return new ProjectComputeService(project, environment, engine, world.ids, live);
    }

    static boolean isWorker(Thread thread) {
        return thread.getName().startsWith("iaas-worker");
    }

    static boolean isDispatcher(Thread thread) {
        return thread.getName().startsWith("iaas-dispatcher");
    }

    WatchedDatabase database() {
        return database;
    }

    /** Has the dispatcher look for work. */
    void ring() {
        queue.wake(ANY);
    }

    /** From now on nothing of this process reaches the host or the database. */
    void die() {
        dead = true;
    }

    boolean dead() {
        return dead;
    }

    void foundNothing() {
        foundNothing.countDown();
    }

    boolean awaitNothingFound() {
        try {
            return foundNothing.await(World.PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    Walks walks() {
        return walks;
    }

    /** Notes that a worker changes the records or the host under its claim. */
    void changed(String what) {
        walks.current().ifPresent(walk -> world.violations.changedUnder(walk.claim(), what));
    }

    /** The records do not tell it: what is done may be recorded only with the next step's intent. */
    private int stepUnderWay(Standing standing) {
        return engine.info(standing.operation().orElseThrow()).progress().stepsDone();
    }

    private void call(SimulatedCall call, Point point) {
        if (!isWorker(Thread.currentThread())) {
            return;
        }
        if (dead) {
            throw Death.ofCaller();
        }
        Walks.Walk walk = walks.current()
                .orElseThrow(() -> new IllegalStateException("a worker called " + call + " without a journal"));
        Standing standing = world.standing();
        if (standing.operation().isEmpty()) {
            return; // another project is being furnished
        }
        int step = standing.undo() ? standing.step() : stepUnderWay(standing);
        String key = call + " " + step + " " + standing.undo();
        if (point == Point.BEFORE_EFFECT) {
            walk.calls().merge(key, 1, Integer::sum);
            if (call.changing()) {
                changed(call.name());
            }
        }
        Moment.Side side = point == Point.BEFORE_EFFECT ? Moment.Side.BEFORE : Moment.Side.AFTER;
        world.ambushes.strike(
                this, standing.call(call.name(), step, walk.calls().getOrDefault(key, 1) - 1, side));
    }

    @Override
    public void close() {
        engine.close();
        queue.close();
        hypervisor.close();
    }
}
