package io.iaas;

import io.iaas.audit.Actor;
import io.iaas.audit.AuditAction;
import io.iaas.audit.AuditService;
import io.iaas.cascade.CascadeService;
import io.iaas.compute.ComputeService;
import io.iaas.compute.FlavorService;
import io.iaas.compute.VmEvidence;
import io.iaas.compute.VmId;
import io.iaas.event.EventService;
import io.iaas.host.HealthReport;
import io.iaas.host.HostService;
import io.iaas.identity.IdentityService;
import io.iaas.identity.KeyPairService;
import io.iaas.identity.Project;
import io.iaas.identity.ProjectId;
import io.iaas.identity.Token;
import io.iaas.image.ImageService;
import io.iaas.internal.access.GuardedReconcile;
import io.iaas.internal.access.GuardedView;
import io.iaas.internal.access.ProjectServices;
import io.iaas.internal.audit.Act;
import io.iaas.internal.audit.Acting;
import io.iaas.internal.audit.Deed;
import io.iaas.internal.cascade.DeleteProject;
import io.iaas.internal.compute.ExpiredVms;
import io.iaas.internal.compute.HostEvidence;
import io.iaas.internal.compute.LiveView;
import io.iaas.internal.compute.VmDefinitions;
import io.iaas.internal.engine.Attachments;
import io.iaas.internal.engine.DaemonThreads;
import io.iaas.internal.engine.Definitions;
import io.iaas.internal.engine.EngineLoad;
import io.iaas.internal.engine.Environment;
import io.iaas.internal.engine.News;
import io.iaas.internal.engine.OperationDefinition;
import io.iaas.internal.engine.OperationEngine;
import io.iaas.internal.engine.ResourceNames;
import io.iaas.internal.engine.TimeOrderedIds;
import io.iaas.internal.event.EventStream;
import io.iaas.internal.event.RecordedRepositories;
import io.iaas.internal.feed.HostFeed;
import io.iaas.internal.host.Doctor;
import io.iaas.internal.host.RegisteredHostService;
import io.iaas.internal.identity.PasswordHashing;
import io.iaas.internal.identity.RecordedIdentity;
import io.iaas.internal.image.ImageDefinitions;
import io.iaas.internal.image.download.Download;
import io.iaas.internal.observe.GuardedObserver;
import io.iaas.internal.observe.ObservedHypervisor;
import io.iaas.internal.reconcile.HostReconcileService;
import io.iaas.memory.InMemoryRepositories;
import io.iaas.memory.InProcessQueue;
import io.iaas.operation.OperationService;
import io.iaas.reconcile.ReconcileService;
import io.iaas.spi.hypervisor.Hypervisor;
import io.iaas.spi.queue.OperationQueue;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * An IaaS inside a Java application: images, virtual machines and the operations that change them, over a database and
 * a hypervisor that the application chooses. Safe for use by many threads.
 *
 * <p>An instance takes up what earlier processes on the same database left unfinished. Several processes may share a
 * database; each operation runs in one of them.
 */
public final class Iaas implements AutoCloseable {
    private final ResourceNames names;
    private final Repositories repositories;
    private final Hypervisor hypervisor;
    private final OperationQueue queue;
    private final OperationEngine engine;
    private final ProjectServices services;
    private final IdentityService identity;
    private final ProjectView own;
    private final HostService hosts;
    private final HostReconcileService reconcile;
    private final ReconcileService toldReconcile;
    private final HostFeed feed;
    private final ExpiredVms expired;
    private final EventStream stream;
    private final Optional<GuardedObserver> observer;
    private final ExecutorService hostThreads = Executors.newCachedThreadPool(DaemonThreads.named("iaas-hosts"));

    Iaas(IaasBuilder builder, Hypervisor driver) {
        Repositories database = builder.repositories.orElseGet(InMemoryRepositories::create);
        this.stream = new EventStream(database);
        this.repositories = new RecordedRepositories(database, stream::wake);
        this.observer = builder.observer.map(GuardedObserver::new);
        this.hypervisor =
                observer.map(told -> ObservedHypervisor.of(driver, told)).orElse(driver);
        this.queue = builder.queue.orElseGet(InProcessQueue::create);
        TimeOrderedIds ids = new TimeOrderedIds();
        this.names = new ResourceNames(repositories.read(RepositorySession::installation));
        Environment environment = new Environment(
                repositories,
                hypervisor,
                builder.timeSource,
                System::nanoTime,
                names,
                new Attachments(),
                new News(observer));
        List<OperationDefinition<?>> definitions = new ArrayList<>(VmDefinitions.all());
        definitions.add(new DeleteProject());
        definitions.addAll(ImageDefinitions.all(Download.within(builder.downloads)));
        this.engine =
                new OperationEngine(environment, new Definitions(definitions), queue, ids, builder.engineSettings());
        LiveView live = new LiveView(List.of(hypervisor), builder.answerLimit, hostThreads);
        this.services = new ProjectServices(environment, engine, ids, live, stream);
        this.identity = new RecordedIdentity(repositories, new PasswordHashing(), ids, builder.tokenLifetime);
        this.own = GuardedView.trusted(Project.DEFAULT, services, identity);
        this.hosts = new RegisteredHostService(hypervisor);
        this.reconcile = new HostReconcileService(environment, engine);
        this.toldReconcile = new GuardedReconcile(reconcile, repositories);
        this.feed = new HostFeed(environment);
        this.expired = new ExpiredVms(environment, engine);
        observer.ifPresent(told -> told.watching(new EngineLoad(builder.workers, engine, repositories)));
        engine.start();
        if (builder.workers > 0) {
            expired.start();
        }
        if (builder.followHosts) {
            feed.start();
        }
    }

    /** Starts to gather what an instance is made of. */
    public static IaasBuilder builder() {
        return new IaasBuilder();
    }

    /** Returns who may do what: users, projects, roles and tokens. For the host application; it asks nobody. */
    public IdentityService identity() {
        return own.identity();
    }

    /** Returns what deletes projects with all that they hold. For the host application; it asks nobody. */
    public CascadeService cascade() {
        return own.cascade();
    }

    /**
     * Returns a project for the host application, which may do everything in it.
     *
     * @throws io.iaas.error.NotFoundException when there is no such project
     */
    public ProjectView project(ProjectId id) {
        return GuardedView.trusted(id, services, identity);
    }

    /**
     * Returns the project that a token opens, for whoever shows it: to do what the user's role allows at each call.
     *
     * @throws io.iaas.identity.UnauthenticatedException when the token is not valid
     */
    public ProjectView login(Token token) {
        return GuardedView.of(token, services, identity);
    }

    /** Returns the images of the default project. */
    public ImageService images() {
        return own.images();
    }

    /** Returns the virtual machines of the default project. */
    public ComputeService compute() {
        return own.compute();
    }

    /** Returns the flavors of the default project. */
    public FlavorService flavors() {
        return own.flavors();
    }

    /** Returns the SSH key pairs of the default project. */
    public KeyPairService keyPairs() {
        return own.keyPairs();
    }

    /** Returns the operations of the default project. */
    public OperationService operations() {
        return own.operations();
    }

    /** Returns the hosts. */
    public HostService hosts() {
        return hosts;
    }

    /** Returns what compares the records with the hosts. */
    public ReconcileService reconcile() {
        return toldReconcile;
    }

    /** Returns what happened in the default project. */
    public EventService events() {
        return services.events(Project.DEFAULT);
    }

    /**
     * Looks for what is wrong with the database, the clock and the host, in words and with the cure. Never throws for
     * the sake of what it looks at; takes some seconds at most.
     */
    public HealthReport doctor() {
        return new Doctor(repositories, hypervisor).examine();
    }

    /**
     * Shows a machine as its host has it: for the host application, to find out what went wrong. It asks nobody whose the
     * machine is, and does not look at the records: what is left of a machine that is deleted is shown too.
     */
    public VmEvidence evidence(VmId id) {
        return new HostEvidence(hypervisor, names.domain(id));
    }

    /**
     * Removes what the driver made for itself on the host (its pool and its network) where nothing uses it any more.
     * Virtual machines and images are never removed. The driver makes it again when it is needed.
     *
     * @return what was removed, in words; empty when nothing was
     */
    public List<String> releaseHosts() {
        return told(AuditAction.HOST_RELEASE, hypervisor::release);
    }

    /** Returns who did what in the whole installation. For the host application; it asks nobody. */
    public AuditService audit() {
        return own.installationAudit();
    }

    /**
     * Forgets what the audit trail tells of before a time, and adds that it was forgotten. Nothing else forgets entries,
     * and those of the last day stay in any case.
     *
     * @return how many entries were forgotten
     */
    public int forgetAudit(Instant before) {
        Act act = new Act(
                Actor.HOST_APPLICATION,
                Optional.empty(),
                AuditAction.AUDIT_FORGET,
                Optional.empty(),
                Act.Telling.ONE_UNIT);
        return Acting.during(
                repositories,
                act,
                () -> repositories.<Integer>write(session -> session.audit().forget(before)));
    }

    /** What changes hosts is told of before and behind it. */
    private <T> T told(AuditAction action, Supplier<T> call) {
        return Acting.around(
                repositories, Deed.toldElsewhere(action).by(Actor.HOST_APPLICATION, Optional.empty()), call);
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
        expired.close();
        engine.close();
        stream.close();
        hostThreads.shutdownNow();
        queue.close();
        hypervisor.close();
        observer.ifPresent(GuardedObserver::close);
        repositories.close();
    }
}
