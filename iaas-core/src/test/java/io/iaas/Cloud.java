package io.iaas;

import io.iaas.compute.Vm;
import io.iaas.compute.VmSpec;
import io.iaas.compute.VmState;
import io.iaas.identity.Project;
import io.iaas.image.Image;
import io.iaas.image.ImageSpec;
import io.iaas.internal.engine.ResourceNames;
import io.iaas.memory.CallListener.Point;
import io.iaas.memory.HostSnapshot;
import io.iaas.memory.InMemoryRepositories;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedGuest;
import io.iaas.memory.SimulatedHost;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.memory.VirtualTime;
import io.iaas.spi.hypervisor.Capability;
import io.iaas.spi.observe.IaasObserver;
import io.iaas.spi.repository.RepositorySession;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A whole IaaS on a simulated host, on virtual time, with one image. */
final class Cloud implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final String IMAGE = "tiny-image";
    private static final int UNDO_ATTEMPTS = 12;

    final VirtualTime time = VirtualTime.create();
    final SimulatedHost host;
    final SimulatedHypervisor hypervisor;
    final InMemoryRepositories repositories = InMemoryRepositories.create();
    final Iaas iaas;

    private Cloud(SimulatedGuest guest, UnaryOperator<IaasBuilder> settings) {
        this(guest, settings, EnumSet.complementOf(EnumSet.of(Capability.EPHEMERAL)));
    }

    private Cloud(SimulatedGuest guest, UnaryOperator<IaasBuilder> settings, Set<Capability> capabilities) {
        host = SimulatedHost.builder().time(time).guest(guest).build();
        hypervisor =
                SimulatedHypervisor.builder(host).capabilities(capabilities).build();
        iaas = settings.apply(Iaas.builder()
                        .repositories(new Shared(repositories))
                        .hypervisor(hypervisor)
                        .timeSource(time)
                        .followHosts(false))
                .build();
    }

    /** Returns one whose records follow the host; those of the others do not, so that a test can tell who found what. */
    static Cloud following() {
        Cloud cloud = new Cloud(SimulatedGuest.booting(), builder -> builder.followHosts(true));
        cloud.importImage(IMAGE);
        return cloud;
    }

    /** Returns one whose guests end with its driver. */
    static Cloud ephemeral(boolean following) {
        Cloud cloud = new Cloud(
                SimulatedGuest.booting(),
                builder -> builder.followHosts(following).attempts(1, UNDO_ATTEMPTS),
                EnumSet.allOf(Capability.class));
        cloud.importImage(IMAGE);
        return cloud;
    }

    static Cloud empty() {
        return new Cloud(SimulatedGuest.booting(), UnaryOperator.identity());
    }

    /** Returns one whose operations are given up at the first failure behind their pivot. */
    static Cloud ofOneAttempt() {
        Cloud cloud = new Cloud(SimulatedGuest.booting(), builder -> builder.attempts(1, UNDO_ATTEMPTS));
        cloud.importImage(IMAGE);
        return cloud;
    }

    /** A cloud that runs so many operations at once, and blocks what fails and cannot be undone at the first try. */
    static Cloud tryingOnce(int workers) {
        Cloud cloud = new Cloud(
                SimulatedGuest.booting(), builder -> builder.attempts(1, 1).workers(workers));
        cloud.importImage(IMAGE);
        return cloud;
    }

    /** A cloud that tells an observer, and blocks what fails and cannot be undone at the first try. */
    static Cloud observedBy(IaasObserver observer) {
        Cloud cloud = new Cloud(
                SimulatedGuest.booting(), builder -> builder.attempts(1, 1).observer(observer));
        cloud.importImage(IMAGE);
        return cloud;
    }

    /** Returns one whose host can do this and no more. */
    static Cloud of(Set<Capability> capabilities) {
        Cloud cloud = new Cloud(SimulatedGuest.booting(), UnaryOperator.identity(), capabilities);
        cloud.importImage(IMAGE);
        return cloud;
    }

    static Cloud withImage() {
        return withGuests(SimulatedGuest.booting());
    }

    static Cloud withGuests(SimulatedGuest guest) {
        Cloud cloud = new Cloud(guest, UnaryOperator.identity());
        cloud.importImage(IMAGE);
        return cloud;
    }

    Image importImage(String name) {
        return iaas.images()
                .importImage(ImageSpec.disk(name, new ByteArrayInputStream(new byte[1 << 16])))
                .await(PATIENCE);
    }

    static VmSpec.Builder aVm(String name) {
        return VmSpec.named(name).image(IMAGE).flavor("tiny");
    }

    Vm create(String name) {
        return iaas.compute().create(aVm(name).build()).await(PATIENCE);
    }

    void delete(Vm vm) {
        iaas.compute().delete(vm.id()).await(PATIENCE);
    }

    /** Lets the database's clock, which counts milliseconds, leave the moment of whatever has ended by now. */
    void passTheMoment() {
        Instant now = repositories.read(RepositorySession::now);
        while (repositories.read(RepositorySession::now).equals(now)) {
            Thread.onSpinWait();
        }
    }

    /** How resources on the host are named. */
    ResourceNames names() {
        return new ResourceNames(repositories.read(RepositorySession::installation));
    }

    /** Does something once, when a call of this kind has had its effect. */
    void onceAfter(SimulatedCall call, Runnable work) {
        AtomicBoolean done = new AtomicBoolean();
        hypervisor.listen((each, point) -> {
            if (each == call && point == Point.AFTER_EFFECT && !done.getAndSet(true)) {
                work.run();
            }
        });
    }

    /** The state in a machine's record; the service would look at the host. */
    VmState recorded(Vm vm) {
        return repositories
                .read(session -> session.vms().find(Project.DEFAULT, vm.id()))
                .orElseThrow()
                .state();
    }

    HostSnapshot snapshot() {
        return host.snapshot();
    }

    /** What the ledger says is on the host, as {@code kind:key}. */
    List<String> ledger() {
        return repositories.read(session -> session.ledger().live()).stream()
                .map(line -> line.state() + " " + line.resource())
                .collect(Collectors.toList());
    }

    @Override
    public void close() {
        hypervisor.faults().clear();
        iaas.close();
        repositories.close();
    }
}
