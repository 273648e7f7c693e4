package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iaas.compute.Vm;
import io.iaas.compute.VmId;
import io.iaas.compute.VmState;
import io.iaas.error.ErrorCode;
import io.iaas.event.Event;
import io.iaas.event.EventKind;
import io.iaas.identity.Project;
import io.iaas.memory.CallListener.Point;
import io.iaas.memory.Fault;
import io.iaas.memory.InjectedFault;
import io.iaas.memory.SimulatedCall;
import io.iaas.memory.SimulatedHypervisor;
import io.iaas.operation.Operation;
import io.iaas.spi.hypervisor.Capability;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The records follow what happens to guests by themselves. */
class FeedTest {
    private final Cloud cloud = Cloud.following();
    private final SimulatedHypervisor beside = SimulatedHypervisor.connect(cloud.host);

    @AfterEach
    void close() {
        beside.close();
        cloud.close();
    }

    private Vm recorded(VmId id) {
        return cloud.repositories
                .read(session -> session.vms().find(Project.DEFAULT, id))
                .orElseThrow();
    }

    private void awaitRecorded(Vm vm, VmState state, String reason) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(recorded(vm.id()).state()).isEqualTo(state);
            assertThat(recorded(vm.id()).stateReason()).contains(reason);
        });
    }

    /** Waits until the feed has handled all that was told: what is told last is. */
    private void awaitQuiet() {
        Vm last = cloud.create("last");
        cloud.host.crash(last.id());
        awaitRecorded(last, VmState.CRASHED, "the guest or its hypervisor process crashed");
        cloud.delete(last);
    }

    /** Does something once, when a call of this kind has had its effect. */
    private void onceAfter(SimulatedCall call, Runnable work) {
        AtomicBoolean done = new AtomicBoolean();
        cloud.hypervisor.listen((each, point) -> {
            if (each == call && point == Point.AFTER_EFFECT && !done.getAndSet(true)) {
                work.run();
            }
        });
    }

    private List<Event> changesOf(Vm vm, long after) {
        return cloud.iaas.events().list(after, 1000).stream()
                .filter(event -> event.kind().equals(EventKind.VM_STATE_CHANGED)
                        && event.target().id().equals(vm.id().value()))
                .toList();
    }

    @Test
    void guestThatEndsOrHaltsByItselfIsRecordedWithItsReasonAndTold() {
        Vm off = cloud.create("off");
        Vm crashed = cloud.create("crashed");
        Vm halted = cloud.create("halted");
        Vm paused = cloud.create("paused");
        long before = cloud.iaas.events().newest();

        cloud.host.powerOffFromInside(off.id());
        cloud.host.crash(crashed.id());
        cloud.host.failDisk(halted.id());
        beside.power().pause(cloud.names().domain(paused.id()));

        awaitRecorded(off, VmState.STOPPED, "the guest powered off");
        awaitRecorded(crashed, VmState.CRASHED, "the guest or its hypervisor process crashed");
        awaitRecorded(halted, VmState.PAUSED, "halted on an I/O error");
        awaitRecorded(paused, VmState.PAUSED, "it was paused");
        for (Vm vm : List.of(off, crashed, halted, paused)) {
            assertThat(changesOf(vm, before)).singleElement().satisfies(event -> {
                assertThat(event.change().before()).contains("RUNNING");
                assertThat(event.change().after())
                        .contains(recorded(vm.id()).state().name());
                assertThat(event.change().reason()).isEqualTo(recorded(vm.id()).stateReason());
                assertThat(event.operation()).isEmpty();
            });
        }
    }

    @Test
    void operationThatIsAtWorkKeepsItsWordAndWhatCameMeanwhileIsSeenBehindIt() throws InterruptedException {
        Vm vm = cloud.create("web");
        InjectedFault held = cloud.hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.SET_TITLE));
        Operation<Vm> rename = cloud.iaas.compute().rename(vm.id(), "mail");
        assertThat(held.awaitHit(PATIENCE)).isTrue();
        cloud.host.powerOffFromInside(vm.id());
        Vm other = cloud.create("other");
        cloud.host.crash(other.id());
        awaitRecorded(other, VmState.CRASHED, "the guest or its hypervisor process crashed");
        assertThat(recorded(vm.id()).state()).isEqualTo(VmState.RUNNING);

        held.release();
        rename.await(PATIENCE);

        awaitRecorded(vm, VmState.STOPPED, "the guest powered off");
        assertThat(recorded(vm.id()).name()).isEqualTo("mail");
    }

    @Test
    void operationThatComesBetweenTheLookAndTheRecordKeepsItsState() {
        Vm vm = cloud.create("web");
        onceAfter(
                SimulatedCall.LIST_STATES,
                () -> cloud.iaas.compute().start(vm.id()).await(PATIENCE));
        long before = cloud.iaas.events().newest();

        cloud.host.powerOffFromInside(vm.id());
        await().atMost(PATIENCE)
                .until(() -> !cloud.iaas.events().list(before, 10).isEmpty());
        awaitQuiet();

        assertThat(recorded(vm.id()).state()).isEqualTo(VmState.RUNNING);
        assertThat(changesOf(vm, before)).isEmpty();
    }

    @Test
    void operationThatComesBehindTheCloseLookKeepsItsState() {
        Vm vm = cloud.create("web");
        onceAfter(
                SimulatedCall.LIST_STATES,
                () -> onceAfter(
                        SimulatedCall.FIND_DOMAIN,
                        () -> cloud.iaas.compute().start(vm.id()).await(PATIENCE)));
        long before = cloud.iaas.events().newest();

        cloud.host.powerOffFromInside(vm.id());
        await().atMost(PATIENCE)
                .until(() -> !cloud.iaas.events().list(before, 10).isEmpty());
        awaitQuiet();

        assertThat(recorded(vm.id()).state()).isEqualTo(VmState.RUNNING);
        assertThat(changesOf(vm, before)).isEmpty();
    }

    @Test
    void whatWasMissedIsFoundWhenEventsBeginAgain() {
        List<Vm> vms = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            vms.add(cloud.create("web-" + i));
        }
        awaitQuiet();
        cloud.hypervisor.cutEvents();
        vms.forEach(vm -> cloud.host.powerOffFromInside(vm.id()));
        assertThat(vms).allSatisfy(vm -> assertThat(recorded(vm.id()).state()).isEqualTo(VmState.RUNNING));
        long calls = cloud.hypervisor.calls().count(SimulatedCall.LIST_STATES);

        cloud.hypervisor.mendEvents();

        vms.forEach(vm -> awaitRecorded(vm, VmState.STOPPED, "the guest powered off"));
        assertThat(cloud.hypervisor.calls().count(SimulatedCall.LIST_STATES) - calls)
                .as("calls for any number of machines")
                .isLessThan(5);
    }

    @Test
    void hostThatDoesNotAnswerIsAskedAgainLater() throws InterruptedException {
        Vm vm = cloud.create("web");
        awaitQuiet();
        InjectedFault silent = cloud.hypervisor
                .faults()
                .inject(Fault.before(SimulatedCall.LIST_STATES, ErrorCode.HYPERVISOR_UNAVAILABLE)
                        .forever());
        cloud.host.crash(vm.id());
        assertThat(silent.awaitHit(PATIENCE)).isTrue();
        assertThat(recorded(vm.id()).state()).isEqualTo(VmState.RUNNING);

        silent.remove();

        awaitRecorded(vm, VmState.CRASHED, "the guest or its hypervisor process crashed");
        assertThat(silent.hits()).isLessThan(10);
    }

    @Test
    void domainInThePlaceOfOursSaysNothingAboutOurs() {
        Vm vm = cloud.create("web");
        awaitQuiet();
        cloud.hypervisor.cutEvents();
        cloud.host.removeDomain(vm.id().value());
        cloud.host.addForeignDomain(
                cloud.names().domain(vm.id()).name(), vm.id().value());

        cloud.hypervisor.mendEvents();
        awaitQuiet();

        assertThat(recorded(vm.id()).state()).isEqualTo(VmState.RUNNING);
    }

    @Test
    void severalProcessesFollowAndOneWrites() {
        Vm vm = cloud.create("web");
        List<Iaas> others = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            others.add(Iaas.builder()
                    .repositories(new Shared(cloud.repositories))
                    .hypervisor(SimulatedHypervisor.connect(cloud.host))
                    .workers(0)
                    .build());
        }
        try {
            long before = cloud.iaas.events().newest();
            long version = recorded(vm.id()).version();

            cloud.host.crash(vm.id());
            awaitRecorded(vm, VmState.CRASHED, "the guest or its hypervisor process crashed");
            awaitQuiet();

            assertThat(changesOf(vm, before)).hasSize(1);
            assertThat(recorded(vm.id()).version()).isEqualTo(version + 1);
        } finally {
            others.forEach(Iaas::close);
        }
    }

    @Test
    void nobodyListensToADriverWithoutEventsOrWhereItIsNotWanted() {
        long feeds = feeds();
        try (Iaas deaf = Iaas.builder()
                        .hypervisor(SimulatedHypervisor.builder(cloud.host)
                                .capabilities(EnumSet.complementOf(EnumSet.of(Capability.EVENTS, Capability.EPHEMERAL)))
                                .build())
                        .build();
                Iaas unwilling = Iaas.builder()
                        .hypervisor(SimulatedHypervisor.connect(cloud.host))
                        .followHosts(false)
                        .build()) {
            assertThat(deaf).isNotSameAs(unwilling);
            assertThat(feeds()).isEqualTo(feeds).isPositive();
        }
    }

    private static long feeds() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("iaas-feed"))
                .count();
    }
}
