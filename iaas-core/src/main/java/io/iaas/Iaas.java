package io.iaas;

import io.iaas.compute.ComputeService;
import io.iaas.compute.FlavorService;
import io.iaas.error.InvalidInputException;
import io.iaas.event.EventService;
import io.iaas.host.HealthReport;
import io.iaas.host.HostService;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.image.ImageService;
import io.iaas.internal.compute.LiveView;
import io.iaas.internal.compute.ProjectComputeService;
import io.iaas.internal.compute.ProjectFlavorService;
import io.iaas.internal.compute.VmDefinitions;
import io.iaas.internal.engine.Attachments;
import io.iaas.internal.engine.DaemonThreads;
import io.iaas.internal.engine.Definitions;
import io.iaas.internal.engine.EngineLoad;
import io.iaas.internal.engine.EngineSettings;
import io.iaas.internal.engine.Environment;
import io.iaas.internal.engine.News;
import io.iaas.internal.engine.OperationDefinition;
import io.iaas.internal.engine.OperationEngine;
import io.iaas.internal.engine.ResourceNames;
import io.iaas.internal.engine.TimeOrderedIds;
import io.iaas.internal.event.EventStream;
import io.iaas.internal.event.ProjectEventService;
import io.iaas.internal.event.RecordedRepositories;
import io.iaas.internal.feed.HostFeed;
import io.iaas.internal.host.Doctor;
import io.iaas.internal.host.RegisteredHostService;
import io.iaas.internal.image.ImageDefinitions;
import io.iaas.internal.image.ProjectImageService;
import io.iaas.internal.observe.GuardedObserver;
import io.iaas.internal.observe.ObservedHypervisor;
import io.iaas.internal.operation.ProjectOperationService;
import io.iaas.internal.reconcile.HostReconcileService;
import io.iaas.memory.InMemoryRepositories;
import io.iaas.memory.InProcessQueue;
import io.iaas.operation.OperationService;
import io.iaas.reconcile.ReconcileService;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.observe.IaasObserver;
import io.iaas.spi.queue.OperationQueue;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An IaaS inside a Java application: images, virtual machines and the operations that change them, over a database and
 * a hypervisor that the application chooses. Safe for use by many threads.
 *
 * <p>An instance takes up what earlier processes on the same database left unfinished. Several processes may share a
 * database; each operation runs in one of them.
 */
public final class Iaas implements AutoCloseable {
    private final Repositories repositories;
    private final Hypervisor hypervisor;
    private final OperationQueue queue;
    private final OperationEngine engine;
    private final ImageService images;
    private final ComputeService compute;
    private final FlavorService flavors;
    private final OperationService operations;
    private final HostService hosts;
    private final HostReconcileService reconcile;
    private final HostFeed feed;
    private final EventStream stream;
    private final EventService events;
    private final Optional<GuardedObserver> observer;
    private final ExecutorService hostThreads = Executors.newCachedThreadPool(DaemonThreads.named("iaas-hosts"));

    private Iaas(Builder builder, Hypervisor driver) {
        Repositories database = builder.repositories.orElseGet(InMemoryRepositories::create);
        this.stream = new EventStream(database);
        this.repositories = new RecordedRepositories(database, stream::wake);
        this.observer = builder.observer.map(GuardedObserver::new);
        this.hypervisor =
                observer.map(told -> ObservedHypervisor.of(driver, told)).orElse(driver);
        this.queue = builder.queue.orElseGet(InProcessQueue::create);
        TimeOrderedIds ids = new TimeOrderedIds();
        Environment environment = new Environment(
                repositories,
                hypervisor,
                builder.timeSource,
                System::nanoTime,
                new ResourceNames(repositories.read(RepositorySession::installation)),
                new Attachments(),
                new News(observer));
        List<OperationDefinition<?>> definitions = new ArrayList<>(VmDefinitions.all());
        definitions.addAll(ImageDefinitions.all());
        this.engine =
                new OperationEngine(environment, new Definitions(definitions), queue, ids, builder.engineSettings());
        ProjectId project = Project.DEFAULT;
        this.images = new ProjectImageService(project, environment, engine, ids);
        LiveView live = new LiveView(List.of(hypervisor), builder.answerLimit, hostThreads);
        this.compute = new ProjectComputeService(project, environment, engine, ids, live);
        this.flavors = new ProjectFlavorService(project, repositories);
        this.operations = new ProjectOperationService(project, repositories, engine);
        this.hosts = new RegisteredHostService(hypervisor);
        this.reconcile = new HostReconcileService(environment, engine);
        this.events = new ProjectEventService(project, repositories, stream);
        this.feed = new HostFeed(environment);
        observer.ifPresent(told -> told.watching(new EngineLoad(builder.workers, engine, repositories)));
        engine.start();
        if (builder.followHosts) {
            feed.start();
        }
    }

    /** Starts to gather what an instance is made of. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the images. */
    public ImageService images() {
        return images;
    }

    /** Returns the virtual machines. */
    public ComputeService compute() {
        return compute;
    }

    /** Returns the flavors. */
    public FlavorService flavors() {
        return flavors;
    }

    /** Returns the operations. */
    public OperationService operations() {
        return operations;
    }

    /** Returns the hosts. */
    public HostService hosts() {
        return hosts;
    }

    /** Returns what compares the records with the hosts. */
    public ReconcileService reconcile() {
        return reconcile;
    }

    /** Returns what happened. */
    public EventService events() {
        return events;
    }

    /**
     * Looks for what is wrong with the database, the clock and the host, in words and with the cure. Never throws for
     * the sake of what it looks at; takes some seconds at most.
     */
    public HealthReport doctor() {
        return new Doctor(repositories, hypervisor).examine();
    }

    /**
     * Removes what the driver made for itself on the host (its pool and its network) where nothing uses it any more.
     * Virtual machines and images are never removed. The driver makes it again when it is needed.
     *
     * @return what was removed, in words; empty when nothing was
     */
    public List<String> releaseHosts() {
        return hypervisor.release();
    }

    /**
     * Lets running operations end for the close time-out, hands over those that did not (another instance goes on with
     * them), ends subscriptions to events, and closes the queue, the hypervisor and the repositories. Virtual machines
     * run on. Idempotent.
     */
    @Override
    public void close() {
        feed.close();
        reconcile.close();
        engine.close();
        stream.close();
        hostThreads.shutdownNow();
        queue.close();
        hypervisor.close();
        observer.ifPresent(GuardedObserver::close);
        repositories.close();
    }

    /** Gathers what an instance is made of. A hypervisor is required. Not safe for use by many threads. */
    public static final class Builder {
        private static final int DEFAULT_WORKERS = 8;
        private static final int MAX_WORKERS = 1000;
        private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

        private Optional<Repositories> repositories = Optional.empty();
        private Optional<Hypervisor> hypervisor = Optional.empty();
        private Optional<OperationQueue> queue = Optional.empty();
        private Optional<IaasObserver> observer = Optional.empty();
        private TimeSource timeSource = TimeSource.system();
        private int workers = DEFAULT_WORKERS;
        private Duration closeTimeout = Duration.ofSeconds(30);
        private Duration lease = Duration.ofSeconds(30);
        private Duration grace = Duration.ofSeconds(60);
        private Duration answerLimit = Duration.ofSeconds(5);
        private int attempts = 5;
        private int undoAttempts = 12;
        private boolean followHosts = true;

        private Builder() {}

        /** Sets the database; in memory when none is set. The instance closes it. */
        public Builder repositories(Repositories chosen) {
            repositories = Optional.of(chosen);
            return this;
        }

        /** Sets the host. The instance closes the driver. */
        public Builder hypervisor(Hypervisor chosen) {
            hypervisor = Optional.of(chosen);
            return this;
        }

        /** Sets what carries wake-ups; within this process when none is set. The instance closes it. */
        public Builder queue(OperationQueue chosen) {
            queue = Optional.of(chosen);
            return this;
        }

        /**
         * Sets who learns what the instance does, for metrics; nobody when none is set, and then nothing is measured.
         * One observer for one instance, which closes it.
         */
        public Builder observer(IaasObserver chosen) {
            observer = Optional.of(chosen);
            return this;
        }

        /** Sets the time that waits live by; the system's when none is set. */
        public Builder timeSource(TimeSource chosen) {
            timeSource = chosen;
            return this;
        }

        /** Sets how many operations run at once in this process, 0 to 1,000; with 0 it only submits and reads. */
        public Builder workers(int number) {
            if (number < 0 || number > MAX_WORKERS) {
                throw new InvalidInputException("workers must be 0 to " + MAX_WORKERS + ", not " + number);
            }
            workers = number;
            return this;
        }

        /** Sets how long {@link Iaas#close} lets running operations go on; 30 s when not set. */
        public Builder closeTimeout(Duration limit) {
            if (limit.isNegative()) {
                throw new InvalidInputException("the close time-out must not be negative");
            }
            closeTimeout = limit;
            return this;
        }

        /**
         * Sets how soon the operations of a process that died are taken over: when its lease has ended, and the grace
         * has passed. 30 s and 60 s when not set.
         *
         * @param claim how long a worker's claim on an operation holds without renewal, at least 1 s; workers renew it
         *     four times as often, and stop themselves when a fifth of it is left
         * @param untilTakeover how long others wait after that: longer than the longest call to the hypervisor, so that
         *     no call of the dead process is still under way
         */
        public Builder leases(Duration claim, Duration untilTakeover) {
            if (claim.compareTo(SHORTEST_LEASE) < 0 || untilTakeover.isNegative()) {
                throw new InvalidInputException(
                        "a lease is at least " + SHORTEST_LEASE + " and its grace not negative");
            }
            lease = claim;
            grace = untilTakeover;
            return this;
        }

        /**
         * Sets how long lists and look-ups wait for a host before its machines are
         * {@link io.iaas.compute.VmState#UNKNOWN}; 5 s when not set. While a host is silent for longer than that, nobody
         * waits for it again.
         */
        public Builder answerLimit(Duration limit) {
            if (limit.isNegative() || limit.isZero()) {
                throw new InvalidInputException("the time limit of a host's answer must be positive");
            }
            answerLimit = limit;
            return this;
        }

        /**
         * Sets how often an operation is tried before the engine turns or gives up.
         *
         * @param forward how often it is claimed to go forward before it is undone; 5 when not set
         * @param undo how often its undo is tried, with growing pauses, before it is blocked; 12 when not set
         */
        public Builder attempts(int forward, int undo) {
            if (forward < 1 || undo < 1) {
                throw new InvalidInputException("an operation is tried at least once in each direction");
            }
            attempts = forward;
            undoAttempts = undo;
            return this;
        }

        /**
         * Sets whether the records follow what the host tells of guests that change by themselves, where its driver can
         * tell; they do when not set. One process of several that share a database is enough; without any, reconciling
         * finds what differs.
         */
        public Builder followHosts(boolean follow) {
            followHosts = follow;
            return this;
        }

        /**
         * Builds the instance and sets it to work. No host need be reachable.
         *
         * @throws InvalidInputException when no hypervisor is set
         * @throws io.iaas.spi.repository.RepositoryException when the database does not answer
         */
        public Iaas build() {
            return new Iaas(
                    this, hypervisor.orElseThrow(() -> new InvalidInputException("an Iaas needs a hypervisor")));
        }

        private EngineSettings engineSettings() {
            return new EngineSettings(
                    UUID.randomUUID().toString(),
                    workers,
                    lease,
                    grace,
                    Duration.ofSeconds(1),
                    attempts,
                    undoAttempts,
                    closeTimeout);
        }
    }
}
