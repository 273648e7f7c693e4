package io.iaas.internal.engine.simulation;

import io.iaas.audit.AuditAction;
import io.iaas.cascade.CascadeService;
import io.iaas.compute.ComputeService;
import io.iaas.compute.Flavor;
import io.iaas.error.ErrorCode;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.image.ImageService;
import io.iaas.internal.audit.Acting;
import io.iaas.internal.audit.Deed;
import io.iaas.internal.cascade.DeleteProject;
import io.iaas.internal.cascade.ProjectCascade;
import io.iaas.internal.compute.ExpiredVms;
import io.iaas.internal.compute.LiveView;
import io.iaas.internal.compute.ProjectComputeService;
import io.iaas.internal.compute.VmDefinitions;
import io.iaas.internal.engine.Attachments;
import io.iaas.internal.engine.Definitions;
import io.iaas.internal.engine.EngineSettings;
import io.iaas.internal.engine.Environment;
import io.iaas.internal.engine.OperationDefinition;
import io.iaas.internal.engine.ThreadlessEngine;
import io.iaas.internal.event.RecordedRepositories;
import io.iaas.internal.image.ImageDefinitions;
import io.iaas.internal.image.ProjectImageService;
import io.iaas.internal.operation.ProjectOperationService;
import io.iaas.memory.CallListener.Point;
import io.iaas.memory.InProcessQueue;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.operation.OperationKind;
import io.iaas.operation.OperationService;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.repository.ClaimedOperation;
import io.iaas.spi.repository.Repositories;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One process: an engine with its services, its threads, and what befalls them. */
final class Node {
    static final Duration LEASE = Duration.ofSeconds(10);
    static final Duration GRACE = Duration.ofSeconds(8);
    static final Duration CALL_LIMIT = Duration.ofSeconds(5);

    private static final Definitions DEFINITIONS =
            new Definitions(Stream.of(VmDefinitions.all(), ImageDefinitions.all(), List.of(new DeleteProject()))
                    .<OperationDefinition<?>>flatMap(List::stream)
                    .toList());

    /** From the check of the lease to the takeover there is the margin and the grace: 10 s. */
    private static final Duration LONGEST_CALL = Duration.ofMillis(9_500);

    private final String name;
    private final History history;
    private final Baton baton;
    private final EngineSettings settings;
    private final ThreadlessEngine engine;
    private final Repositories repositories;
    private final Environment environment;
    private final ExpiredVms expired;
    private final LiveView live;
    private boolean dead;
    private boolean closing;
    private long stoppedUntil;

    Node(String name, History history) {
        this.name = name;
        this.history = history;
        this.baton = history.baton;
        SimulatedHypervisor driver = SimulatedHypervisor.connect(history.host);
        driver.listen(this::at);
        this.repositories =
                new RecordedRepositories(new FaultyRepositories(history.database, this, history.chaos), () -> {});
        this.environment =
                new Environment(repositories, driver, baton, baton::nanoTime, history.names, new Attachments());
        this.settings = named(name, history.settings);
        this.engine = new ThreadlessEngine(environment, DEFINITIONS, InProcessQueue.create(), history.ids, settings);
        this.expired = new ExpiredVms(environment, engine.intake());
        this.live = new LiveView(List.of(driver), settings.lease(), Runnable::run);
    }

    private static EngineSettings named(String name, EngineSettings settings) {
        return new EngineSettings(
                name,
                settings.workers(),
                settings.lease(),
                settings.grace(),
                settings.poll(),
                settings.maxAttempts(),
                settings.maxUndoAttempts(),
                settings.closeTimeout());
    }

    void start(Duration delay) {
        Optional<Node> self = Optional.of(this);
        for (int i = 1; i <= settings.workers(); i++) {
            baton.start(name + "-worker-" + i, self, delay, this::work);
        }
        baton.start(name + "-leases", self, delay, this::renewLeases);
        baton.start(name + "-vm-leases", self, delay, this::deleteExpired);
    }

    private void work() {
        Actor self = baton.current();
        while (!closing) {
            self.hurt = false;
            long now = baton.nanoTime();
            Optional<ClaimedOperation> claimed = engine.claim();
            if (claimed.isPresent()) {
                work(self, claimed.get(), now);
            } else {
                idle(settings.poll());
            }
        }
    }

    private void work(Actor self, ClaimedOperation claimed, long now) {
        while (engine.endOlder(claimed.claim())) {
            note("waits for the older worker");
            idle(Duration.ofMillis(100));
        }
        self.claim = Optional.of(claimed.claim());
        note("claimed, epoch " + claimed.claim().epoch() + " "
                + claimed.operation().status().direction());
        engine.work(claimed, now);
        self.changing = false;
        self.claim = Optional.empty();
        history.effects.worked(claimed, self.hurt);
        note("left it");
    }

    private void renewLeases() {
        while (!closing) {
            idle(settings.lease().dividedBy(4));
            engine.renewLeases();
        }
    }

    private void deleteExpired() {
        while (!closing) {
            expired.delete();
            idle(settings.poll());
        }
    }

    private void idle(Duration pause) {
        try {
            baton.sleep(pause);
        } catch (InterruptedException e) {
            note("interrupted while idle");
        }
    }

    /** Something happens here, perhaps, and others go on. */
    void point(String what) {
        note(what);
        history.chaos.strike(this);
        baton.pass();
    }

    <T> T inTransaction(Supplier<T> work) {
        Actor self = baton.current();
        self.transacting = true;
        try {
            return work.get();
        } finally {
            self.transacting = false;
        }
    }

    private void at(SimulatedCall call, Point point) {
        Actor self = baton.current();
        if (self.transacting) {
            throw history.violation("a call to the host within a unit of work: " + call);
        }
        if (point == Point.BEFORE_EFFECT) {
            history.effects.begin(self, call);
            history.chaos.strikeIn(this, call);
            point(call + " begins");
            fail(call, point);
            history.foreigner.snatch(self, call);
            history.effects.takesPlace(self, call);
        } else {
            history.effects.tookPlace(self);
            point(call + " ends");
            fail(call, point);
        }
    }

    private void fail(SimulatedCall call, Point point) {
        history.chaos.hostFails(this, point).ifPresent(code -> {
            baton.current().changing = false;
            note(call + " fails: " + code);
            if (code == ErrorCode.HYPERVISOR_TIMEOUT) {
                try {
                    baton.sleep(CALL_LIMIT);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            throw new HypervisorException(code, "simulated: " + call, "simulated " + code);
        });
    }

    /** Returns the longest time up to the wanted one in which no call to the host outlasts what others wait for it. */
    Duration shortenedForItsCalls(Duration wanted) {
        long longest = baton.actors().stream()
                .filter(actor -> actor.node.filter(n -> n == this).isPresent() && actor.changing)
                .mapToLong(actor -> actor.changingSince + LONGEST_CALL.toNanos() - baton.nanoTime())
                .min()
                .orElse(wanted.toNanos());
        return Duration.ofNanos(Math.max(0, Math.min(longest, wanted.toNanos())));
    }

    /** What goes wrong under a claim now is not the engine's fault. */
    void hurt() {
        baton.actors().stream()
                .filter(actor -> actor.node.filter(n -> n == this).isPresent())
                .forEach(actor -> actor.hurt = true);
    }

    void die() {
        note("DIES");
        dead = true;
        history.processes.replace(this);
    }

    void close() {
        note("closes");
        hurt();
        shutDown();
        history.processes.replace(this);
    }

    /** Ends the threads when they have nothing to do; those at work hand over. */
    void shutDown() {
        closing = true;
        engine.handOver();
    }

    void stop(Duration length) {
        note("stops for " + length);
        hurt();
        stoppedUntil = Math.max(stoppedUntil, baton.nanoTime() + length.toNanos());
    }

    void note(String what) {
        baton.note(what);
    }

    boolean dead() {
        return dead;
    }

    /** Whether clients can call it. */
    boolean open() {
        return !dead && !closing;
    }

    long stoppedUntil() {
        return stoppedUntil;
    }

    ComputeService compute() {
        return compute(Project.DEFAULT);
    }

    ComputeService compute(ProjectId project) {
        return new ProjectComputeService(project, environment, engine.intake(), history.ids, live);
    }

    ImageService images() {
        return images(Project.DEFAULT);
    }

    ImageService images(ProjectId project) {
        return new ProjectImageService(project, environment, engine.intake(), history.ids);
    }

    OperationService operations(ProjectId project) {
        return new ProjectOperationService(project, repositories, engine.intake());
    }

    CascadeService cascade() {
        return new ProjectCascade(engine.intake());
    }

    /** Makes a project in which machines can be created. */
    void createProject(String project) {
        ProjectId id = new ProjectId(history.ids.next());
        repositories.<Boolean>write(session -> {
            session.projects().insert(new Project(id, project, session.now()));
            session.flavors().insert(id, new Flavor("tiny", 1, 128, 0));
            session.flavors().insert(id, new Flavor("small", 1, 512, 1));
            return true;
        });
    }

    /** Submits something in a project, as views do. */
    <T> T actingIn(ProjectId project, OperationKind kind, Supplier<T> call) {
        Deed deed = Deed.toldElsewhere(AuditAction.of(kind));
        return Acting.during(repositories, deed.by(io.iaas.audit.Actor.HOST_APPLICATION, Optional.of(project)), call);
    }

    @Override
    public String toString() {
        return name;
    }
}
