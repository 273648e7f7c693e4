package io.iaas.testkit;

import io.iaas.Iaas;
import io.iaas.compute.ComputeService;
import io.iaas.compute.Flavor;
import io.iaas.compute.Vm;
import io.iaas.compute.VmEvidence;
import io.iaas.compute.VmId;
import io.iaas.compute.VmSpec;
import io.iaas.compute.VmState;
import io.iaas.error.ConflictException;
import io.iaas.error.NotFoundException;
import io.iaas.identity.GeneratedKeyPair;
import io.iaas.image.Image;
import io.iaas.image.ImageSpec;
import io.iaas.libvirt.LibvirtHypervisor;
import io.iaas.libvirt.LibvirtHypervisorBuilder;
import io.iaas.memory.InMemoryRepositories;
import io.iaas.operation.Operation;
import io.iaas.operation.OperationFailedException;
import io.iaas.operation.OperationService;
import io.iaas.reconcile.Remains;
import io.iaas.spi.hypervisor.HypervisorException;
import io.iaas.spi.repository.RepositorySession;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all throwaway machines of this process have in common: one instance of the library with its records in memory, a
 * lease of its own, and a process that cleans up behind it. It begins with the first machine, and ends with this process.
 */
final class Run {
    private static final Logger LOG = LoggerFactory.getLogger(Run.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private static @Nullable Run current;

    private final LeaseDirectory directory;
    private final Lease lease;
    private final ReaperProcess reaper;
    private final LibvirtHypervisor hypervisor;
    private final Iaas iaas;
    private final Map<ImageSpec, Operation<Image>> images = new ConcurrentHashMap<>();
    private final Map<Flavor, Flavor> flavors = new ConcurrentHashMap<>();
    private final AtomicInteger imageNumbers = new AtomicInteger();
    private final AtomicInteger vmNumbers = new AtomicInteger();

    private Run(
            LeaseDirectory directory,
            Lease lease,
            ReaperProcess reaper,
            InMemoryRepositories repositories,
            LibvirtHypervisor hypervisor) {
        this.directory = directory;
        this.lease = lease;
        this.reaper = reaper;
        this.hypervisor = hypervisor;
        this.iaas = Iaas.builder()
                .repositories(repositories)
                .hypervisor(hypervisor)
                .closeTimeout(CLOSE_LIMIT)
                .build();
    }

    /** Returns this process' run, begun where it was not. */
    static synchronized Run current() {
        Run run = current;
        if (run == null) {
            run = begin(ThrowawaySettings.ofThisProcess());
            Runtime.getRuntime().addShutdownHook(new Thread(run::end, "iaas-throwaway-end"));
            current = run;
        }
        return run;
    }

    private static Run begin(ThrowawaySettings settings) {
        Availability.require(settings);
        String host = ThrowawaySettings.host();
        LeaseDirectory directory = LeaseDirectory.at(settings.leases(), host);
        // Tried once: a dead run on a host that is not there must not keep this one waiting.
        directory.takeDead().forEach(dead -> reap(directory, dead, Duration.ZERO));
        InMemoryRepositories repositories = InMemoryRepositories.create();
        String installation = repositories.read(RepositorySession::installation);
        Lease lease = directory.begin(installation, settings.uri());
        boolean guarded = false;
        try {
            Login.prepare();
            ReaperProcess reaper = ReaperProcess.start(directory, host, installation);
            reaper.awaitReady();
            guarded = true;
            return new Run(directory, lease, reaper, repositories, driver(lease.place(), settings));
        } finally {
            if (!guarded) {
                directory.end(lease, () -> {});
            }
        }
    }

    private static LibvirtHypervisor driver(Place place, ThrowawaySettings settings) {
        LibvirtHypervisorBuilder builder = place.driver().accelerator(settings.accelerator());
        if (settings.fastStart()) {
            builder.fastStart();
        }
        if (settings.screen()) {
            builder.screen();
        }
        return builder.build();
    }

    private static void reap(LeaseDirectory directory, Lease lease, Duration patience) {
        try {
            new Reaper(directory).reap(lease, patience);
        } catch (HypervisorException e) {
            LOG.warn("what run {} has left at {} is not removed yet", lease.installation(), lease.place(), e);
        }
    }

    String installation() {
        return lease.installation();
    }

    Place place() {
        return lease.place();
    }

    ComputeService compute() {
        return iaas.compute();
    }

    OperationService operations() {
        return iaas.operations();
    }

    /** Shows a machine as its host has it, also when it is gone. */
    VmEvidence evidence(VmId vm) {
        return iaas.evidence(vm);
    }

    /** Begins to start a machine. */
    Starting start(ThrowawaySpec spec) {
        Optional<Login> login = spec.ssh() ? Optional.of(Login.of(spec)) : Optional.empty();
        Operation<Vm> create = create(spec, login);
        boolean keptAtOnce = spec.resettable() && spec.awaitedLogIn().isEmpty();
        Optional<Operation<Vm>> checkpoint = keptAtOnce
                ? Optional.of(iaas.compute()
                        .checkpoint(new VmId(create.info().target().id())))
                : Optional.empty();
        return new Starting(this, spec, login, create, checkpoint, System.nanoTime());
    }

    private Operation<Vm> create(ThrowawaySpec spec, Optional<Login> login) {
        VmSpec.Builder vm = VmSpec.named("vm-" + vmNumbers.incrementAndGet())
                .image(image(spec.image()))
                .flavor(flavor(spec).name());
        login.map(Login::user).or(spec::user).ifPresent(vm::user);
        login.map(Login::key).map(GeneratedKeyPair::publicKey).ifPresent(vm::sshKey);
        spec.sshKeys().forEach(vm::sshKey);
        spec.userData().ifPresent(vm::userData);
        spec.readiness().ifPresent(vm::waitFor);
        spec.lease().ifPresent(vm::expiresAfter);
        return iaas.compute().create(vm.build());
    }

    /** Begins to delete a machine; empty when it is gone, or on its way already. */
    static Optional<Operation<VmId>> delete(ComputeService compute, VmId id) {
        try {
            return Optional.of(compute.delete(id));
        } catch (NotFoundException e) {
            return Optional.empty();
        } catch (ConflictException e) {
            if (isStaying(compute, id)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static boolean isStaying(ComputeService compute, VmId id) {
        try {
            return compute.get(id).state() != VmState.DELETING;
        } catch (NotFoundException e) {
            return false;
        }
    }

    /** Waits for what was begun, and has its failure tell all that is known. */
    static <T> T await(Operation<T> operation) {
        try {
            return operation.await();
        } catch (OperationFailedException e) {
            throw new StartFailedException(e);
        }
    }

    /** An image is imported once, for all who want it meanwhile and later. */
    private Image image(ImageSpec spec) {
        Operation<Image> imported = images.computeIfAbsent(
                spec,
                wanted -> iaas.images()
                        .importImage(new ImageSpec(
                                "image-" + imageNumbers.incrementAndGet(), wanted.content(), wanted.firmware())));
        boolean done = false;
        try {
            Image image = await(imported);
            done = true;
            return image;
        } finally {
            if (!done) {
                images.remove(spec, imported);
            }
        }
    }

    private Flavor flavor(ThrowawaySpec spec) {
        String name = "c" + spec.cpus() + "m" + spec.memoryMib() + "d" + spec.diskGib();
        Flavor wanted = new Flavor(name, spec.cpus(), spec.memoryMib(), spec.diskGib());
        return flavors.computeIfAbsent(wanted, iaas.flavors()::create);
    }

    private void end() {
        endGuests();
        iaas.close();
        reap(directory, lease, PATIENCE);
        reaper.end();
    }

    /** Ends several at a time: with the connection, libvirt would end one after the other and answer nobody meanwhile. */
    private void endGuests() {
        try {
            Remains.of(hypervisor, installation()).remove();
        } catch (HypervisorException e) {
            LOG.debug("what cannot be removed yet is tried again", e);
        }
    }
}
