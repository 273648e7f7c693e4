package io.iaas;

import static io.iaas.Cloud.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.iaas.compute.Vm;
import io.iaas.compute.VmState;
import io.iaas.error.ErrorCode;
import io.iaas.memory.Fault;
import io.iaas.memory.HostSnapshot;
import io.iaas.memory.SimulatedCall;
import io.iaas.reconcile.Drift;
import io.iaas.reconcile.Drift.Action;
import io.iaas.reconcile.Drift.Kind;
import io.iaas.reconcile.DriftReport;
import io.iaas.spi.hypervisor.DomainSpec;
import io.iaas.spi.repository.LedgerEntry;
import io.iaas.spi.repository.Repositories;
import io.iaas.spi.repository.RepositorySession;
import io.iaas.spi.repository.ResourceKey;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A repair makes the records say what is there, unless an operation is at work on it. */
class RepairTest {
    private final Cloud cloud = Cloud.withImage();
    private final Repairs repairs = new Repairs(cloud);
    private final LostWorker lost = new LostWorker(cloud);

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void recordTakesTheStateOfItsGuest() {
        Vm stopped = cloud.create("stopped");
        Vm crashed = cloud.create("crashed");
        cloud.host.powerOffFromInside(stopped.id());
        cloud.host.crash(crashed.id());

        DriftReport report = repairs.run();

        assertThat(report.with(Action.REPAIRED)).hasSize(2);
        assertThat(report.clean()).isTrue();
        assertThat(cloud.recorded(stopped)).isEqualTo(VmState.STOPPED);
        assertThat(cloud.recorded(crashed)).isEqualTo(VmState.CRASHED);
        repairs.assertClean();
    }

    @Test
    void operationThatComesBetweenTheLookAndTheRecordKeepsItsState() {
        Vm vm = cloud.create("web");
        cloud.host.powerOffFromInside(vm.id());
        cloud.onceAfter(
                SimulatedCall.FIND_DOMAIN,
                () -> cloud.iaas.compute().start(vm.id()).await(PATIENCE));

        assertThat(repairs.only(Kind.STATE_DRIFT).outcome().action()).isEqualTo(Action.REFUSED);

        assertThat(cloud.recorded(vm)).isEqualTo(VmState.RUNNING);
        repairs.assertClean();
    }

    @Test
    void operationThatIsSubmittedRightBeforeTheWriteKeepsTheRecordFromIt() {
        Vm vm = cloud.create("web");
        lost.driver.power().pause(cloud.names().domain(vm.id()));
        cloud.hypervisor.faults().inject(Fault.hangBefore(SimulatedCall.SET_TITLE));
        AtomicInteger writesToGo = new AtomicInteger();
        Repositories ambushed = new Ambushed(cloud.repositories, () -> {
            if (writesToGo.getAndDecrement() == 1) {
                cloud.iaas.compute().rename(vm.id(), "mail");
            }
        });
        try (Iaas operator = Iaas.builder()
                .repositories(ambushed)
                .hypervisor(lost.driver)
                .followHosts(false)
                .workers(0)
                .build()) {
            cloud.passTheMoment();
            // The first one tells the audit trail that the repair begins.
            writesToGo.set(2);

            DriftReport report = operator.reconcile().repair();

            assertThat(writesToGo.get()).isNotPositive();
            assertThat(report.with(Action.REFUSED)).extracting(Drift::kind).containsExactly(Kind.STATE_DRIFT);
            assertThat(cloud.recorded(vm)).isEqualTo(VmState.RUNNING);
        }
    }

    /** A shared database to which something happens right before each write. */
    private record Ambushed(Repositories repositories, Runnable ambush) implements Repositories {
        @Override
        public <T> T write(Function<RepositorySession, T> work) {
            ambush.run();
            return repositories.write(work);
        }

        @Override
        public <T> T read(Function<RepositorySession, T> work) {
            return repositories.read(work);
        }

        @Override
        public void close() {}
    }

    @Test
    void linesOfTheLedgerTakeWhatWasSeen() {
        Vm vm = cloud.create("web");
        UUID id = vm.id().value();
        UUID nobody = UUID.randomUUID();
        List<String> right = cloud.ledger();
        String disk = cloud.names().disk(vm.id()).value();
        put(new LedgerEntry(key(ResourceKey.Kind.DISK, disk), id, LedgerEntry.State.DELETING));
        put(new LedgerEntry(
                key(ResourceKey.Kind.DOMAIN, cloud.names().domain(vm.id()).name()), id, LedgerEntry.State.ABSENT));
        put(new LedgerEntry(key(ResourceKey.Kind.SEED, "iaas-gone"), nobody, LedgerEntry.State.PLANNED));

        assertThat(repairs.run().with(Action.REPAIRED))
                .hasSize(3)
                .allSatisfy(drift -> assertThat(drift.kind()).isEqualTo(Kind.LEDGER_DRIFT));

        assertThat(cloud.ledger()).isEqualTo(right);
        repairs.assertClean();
    }

    private ResourceKey key(ResourceKey.Kind kind, String name) {
        return new ResourceKey(kind, cloud.hypervisor.hostId(), name);
    }

    private void put(LedgerEntry line) {
        cloud.repositories.<Boolean>write(session -> {
            session.ledger().put(line);
            return true;
        });
    }

    @Test
    void hostThatStopsAnsweringIsAskedNoMore() {
        cloud.host.powerOffFromInside(cloud.create("one").id());
        cloud.host.powerOffFromInside(cloud.create("two").id());
        cloud.hypervisor
                .faults()
                .inject(Fault.before(SimulatedCall.FIND_DOMAIN, ErrorCode.HYPERVISOR_UNAVAILABLE)
                        .forever());
        cloud.hypervisor.calls().clear();

        assertThat(repairs.run().drifts())
                .extracting(drift -> drift.outcome().action())
                .containsExactly(Action.FAILED, Action.REFUSED);

        assertThat(cloud.hypervisor.calls().count(SimulatedCall.FIND_DOMAIN)).isEqualTo(1);
    }

    @Test
    void repairRemovesNothing() {
        Vm vm = cloud.create("web");
        DomainSpec spec = lost.domainOf(vm);
        cloud.delete(vm);
        lost.makesAllOf(vm, spec);
        HostSnapshot before = cloud.snapshot();

        assertThat(repairs.run().drifts())
                .hasSize(4)
                .allSatisfy(drift -> assertThat(drift.outcome().action()).isEqualTo(Action.REPORTED));

        assertThat(cloud.snapshot()).isEqualTo(before);
    }
}
